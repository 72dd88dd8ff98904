package dev.tributary.ingest.endpoints;

import dev.tributary.ingest.collect.BatchResponse;
import dev.tributary.ingest.collect.Collector;
import dev.tributary.ingest.collect.EventResult;
import dev.tributary.ingest.envelope.EventFields;
import dev.tributary.ingest.format.ParsedEvent;
import dev.tributary.ingest.http.Endpoint;
import dev.tributary.ingest.http.QueryParameters;
import dev.tributary.ingest.http.Request;
import dev.tributary.ingest.http.Response;
import dev.tributary.ingest.json.JsonBytes;
import dev.tributary.ingest.json.JsonSlice;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** {@code GET /v1/pixel.gif}: an event from an image tag; what else is in the query is its data. */
final class PixelEndpoint implements Endpoint {
  private static final Response PIXEL =
      new Response(
          200,
          "image/gif",
          Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"),
          Map.of("Cache-Control", "no-store"));

  private final Collector collector;
  private final UnaryOperator<String> topicOf;
  private final DeclaredParameters declared;

  PixelEndpoint(Collector collector, UnaryOperator<String> topicOf, DeclaredParameters declared) {
    this.declared = declared;
    this.collector = collector;
    this.topicOf = topicOf;
  }

  @Override
  public List<String> methods() {
    return List.of("GET");
  }

  @Override
  public Response peek(Request request) {
    return PIXEL;
  }

  @Override
  public Response answer(Request request) {
    collector.expectKafka(request);
    QueryParameters query = request.query();
    QueryParameters rest = query.without("event_type", "id", "timestamp");
    String type = query.first("event_type").orElse("");
    JsonBytes data = new JsonBytes(128);
    if (!rest.isEmpty()) {
      data.raw('{');
      rest.writeMembers(data, declared.of(type));
      data.raw('}');
    }
    EventFields fields =
        new EventFields(
            type,
            query.first("id").orElse(""),
            query.first("timestamp").orElse(""),
            JsonSlice.of(data.toByteArray()));
    List<EventResult> results =
        collector.collect(request, List.of(new ParsedEvent.Parsed(fields)), topicOf);
    return results.getFirst() instanceof EventResult.Accepted ? PIXEL : BatchResponse.of(results);
  }
}
