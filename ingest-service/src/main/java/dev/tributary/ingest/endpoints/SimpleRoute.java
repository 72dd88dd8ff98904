package dev.tributary.ingest.endpoints;

import dev.tributary.ingest.collect.BatchAnswer;
import dev.tributary.ingest.collect.Collector;
import dev.tributary.ingest.collect.Verdict;
import dev.tributary.ingest.envelope.EventFields;
import dev.tributary.ingest.format.Candidate;
import dev.tributary.ingest.format.JsonBody;
import dev.tributary.ingest.http.Bodies;
import dev.tributary.ingest.http.Endpoint;
import dev.tributary.ingest.http.Incoming;
import dev.tributary.ingest.http.QueryParameters;
import dev.tributary.ingest.http.Reply;
import dev.tributary.ingest.json.JsonBytes;
import dev.tributary.ingest.json.JsonSlice;
import java.util.List;
import java.util.function.BiPredicate;

/** Takes each GET or POST as one event whose data is the query and the JSON body. */
final class SimpleRoute implements Endpoint {
  private final RouteSettings settings;
  private final Collector collector;
  private final Bodies bodies;
  private final Reply reply;
  private final BiPredicate<String, String> isJson;

  SimpleRoute(
      RouteSettings settings, Collector collector, Bodies bodies, DeclaredParameters declared) {
    this.settings = settings;
    this.collector = collector;
    this.bodies = bodies;
    this.reply = Reply.text(settings.reply());
    this.isJson = declared.of(settings.eventType());
  }

  @Override
  public List<String> methods() {
    return List.of("GET", "POST");
  }

  @Override
  public Reply peek(Incoming request) {
    return reply;
  }

  @Override
  public Reply answer(Incoming request) {
    collector.expectKafka(request);
    JsonSlice data = data(request);
    Candidate event = new Candidate.Read(new EventFields(settings.eventType(), "", "", data));
    Verdict verdict =
        collector.collect(request, List.of(event), type -> settings.topic()).getFirst();
    return switch (verdict) {
      case Verdict.Accepted taken -> reply;
      case Verdict.Rejected not -> BatchAnswer.of(List.of(not));
      case Verdict.Unknown open -> BatchAnswer.of(List.of(open));
    };
  }

  private JsonSlice data(Incoming request) {
    QueryParameters query = request.query();
    byte[] body = bodies.read(request);
    if (query.isEmpty() && body.length == 0) {
      return JsonSlice.NONE;
    }
    JsonBytes data = new JsonBytes(body.length + 64).raw('{');
    if (body.length == 0) {
      query.writeMembers(data, isJson);
      return JsonSlice.of(data.raw('}').toByteArray());
    }
    JsonBody json = JsonBody.of(body);
    QueryParameters rest = json.beside(query);
    rest.writeMembers(data, isJson);
    json.writeMembers(data, rest.isEmpty());
    return JsonSlice.of(data.raw('}').toByteArray());
  }
}
