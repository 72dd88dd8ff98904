package dev.tributary.ingest.endpoints;

import dev.tributary.ingest.http.Endpoint;
import dev.tributary.ingest.http.Request;
import dev.tributary.ingest.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Answers with a document from the jar. */
final class DocumentEndpoint implements Endpoint {
  private final Response document;

  DocumentEndpoint(String resource, String contentType) {
    try (InputStream in = DocumentEndpoint.class.getResourceAsStream(resource)) {
      this.document = new Response(200, contentType, in.readAllBytes(), Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + resource + " from the jar", e);
    }
  }

  @Override
  public List<String> methods() {
    return List.of("GET");
  }

  @Override
  public Response answer(Request request) {
    return document;
  }
}
