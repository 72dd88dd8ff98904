package dev.tributary.ingest.endpoints;

import dev.tributary.ingest.http.Endpoint;
import dev.tributary.ingest.http.Incoming;
import dev.tributary.ingest.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Answers with a document from the jar. */
final class DocumentEndpoint implements Endpoint {
  private final Reply document;

  DocumentEndpoint(String resource, String contentType) {
    try (InputStream in = DocumentEndpoint.class.getResourceAsStream(resource)) {
      this.document = new Reply(200, contentType, in.readAllBytes(), Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + resource + " from the jar", e);
    }
  }

  @Override
  public List<String> methods() {
    return List.of("GET");
  }

  @Override
  public Reply answer(Incoming request) {
    return document;
  }
}
