package dev.tributary.ingest.collect;

import dev.tributary.ingest.envelope.JsonBytes;
import dev.tributary.ingest.envelope.QueryParameters;
import java.util.List;

/** Takes each GET or POST as one event whose data is the query and the JSON body. */
final class SimpleRoute implements Endpoint {
  private final RouteSettings settings;
  private final Collector collector;
  private final Bodies bodies;
  private final Reply reply;

  SimpleRoute(RouteSettings settings, Collector collector, Bodies bodies) {
    this.settings = settings;
    this.collector = collector;
    this.bodies = bodies;
    this.reply = Reply.text(settings.reply());
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
    byte[] data = data(request);
    collector.collectOne(request, settings.eventType(), settings.topic(), data);
    return reply;
  }

  private byte[] data(Incoming request) {
    QueryParameters query = parameters(request);
    byte[] body = bodies.read(request);
    if (query.isEmpty() && body.length == 0) {
      return body;
    }
    JsonBytes data = new JsonBytes(body.length + 64).raw('{');
    query.writeMembers(data);
    if (body.length > 0) {
      JsonBody.of(body).writeMembers(data, query.isEmpty());
    }
    return data.raw('}').toByteArray();
  }

  private static QueryParameters parameters(Incoming request) {
    try {
      return QueryParameters.parse(request.head().query());
    } catch (IllegalArgumentException broken) {
      throw new Problem(400, broken.getMessage());
    }
  }
}
