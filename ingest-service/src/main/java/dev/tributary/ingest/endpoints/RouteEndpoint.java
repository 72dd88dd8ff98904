package dev.tributary.ingest.endpoints;

import dev.tributary.ingest.buffers.Body;
import dev.tributary.ingest.collect.BatchResponse;
import dev.tributary.ingest.collect.Collector;
import dev.tributary.ingest.collect.EventResult;
import dev.tributary.ingest.config.RouteSettings;
import dev.tributary.ingest.envelope.EventFields;
import dev.tributary.ingest.format.JsonBody;
import dev.tributary.ingest.format.ParsedEvent;
import dev.tributary.ingest.http.Bodies;
import dev.tributary.ingest.http.Endpoint;
import dev.tributary.ingest.http.QueryParameters;
import dev.tributary.ingest.http.Request;
import dev.tributary.ingest.http.Response;
import dev.tributary.ingest.json.JsonBytes;
import dev.tributary.ingest.json.JsonSlice;
import java.util.List;
import java.util.function.BiPredicate;

/** Takes each GET or POST as one event whose data is the query and the JSON body. */
final class RouteEndpoint implements Endpoint {
  private final RouteSettings settings;
  private final Collector collector;
  private final Bodies bodies;
  private final Response response;
  private final BiPredicate<String, String> isJson;

  RouteEndpoint(
      RouteSettings settings, Collector collector, Bodies bodies, DeclaredParameters declared) {
    this.settings = settings;
    this.collector = collector;
    this.bodies = bodies;
    this.response = Response.text(settings.reply());
    this.isJson = declared.of(settings.eventType());
  }

  @Override
  public List<String> methods() {
    return List.of("GET", "POST");
  }

  @Override
  public Response peek(Request request) {
    return response;
  }

  @Override
  public Response answer(Request request) {
    collector.expectKafka(request);
    JsonSlice data = data(request);
    ParsedEvent event = new ParsedEvent.Parsed(new EventFields(settings.eventType(), "", "", data));
    EventResult result =
        collector.collect(request, List.of(event), type -> settings.topic()).getFirst();
    return switch (result) {
      case EventResult.Accepted taken -> response;
      case EventResult.Rejected not -> BatchResponse.of(List.of(not));
      case EventResult.Unacknowledged open -> BatchResponse.of(List.of(open));
    };
  }

  private JsonSlice data(Request request) {
    QueryParameters query = request.query();
    Body body = bodies.read(request);
    if (query.isEmpty() && body.isEmpty()) {
      return JsonSlice.NONE;
    }
    JsonBytes data = new JsonBytes(body.length() + 64).raw('{');
    if (body.isEmpty()) {
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
