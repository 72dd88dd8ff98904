package dev.tributary.ingest.endpoints;

import dev.tributary.ingest.http.Endpoint;
import dev.tributary.ingest.http.ProblemException;
import dev.tributary.ingest.http.Request;
import dev.tributary.ingest.http.Response;
import dev.tributary.schemas.render.JsonSchema;
import dev.tributary.schemas.types.EventSchema;
import dev.tributary.schemas.types.EventSchemas;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers with the JSON Schema of a declared event type, which the path's last step names. */
final class SchemaEndpoint implements Endpoint {
  private final Map<String, Response> schemas = new TreeMap<>();

  SchemaEndpoint(EventSchemas declared) {
    for (EventSchema schema : declared.all()) {
      byte[] text = JsonSchema.of(schema).getBytes(StandardCharsets.UTF_8);
      schemas.put(schema.eventType(), new Response(200, "application/schema+json", text, Map.of()));
    }
  }

  @Override
  public List<String> methods() {
    return List.of("GET");
  }

  @Override
  public Response answer(Request request) {
    String path = request.head().path();
    Response schema = schemas.get(path.substring(path.lastIndexOf('/') + 1));
    if (schema == null) {
      throw new ProblemException(
          404,
          "The last step must be a declared event type: " + String.join(", ", schemas.keySet()));
    }
    return schema;
  }
}
