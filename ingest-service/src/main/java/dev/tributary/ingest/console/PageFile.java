package dev.tributary.ingest.console;

import dev.tributary.ingest.http.Endpoint;
import dev.tributary.ingest.http.Request;
import dev.tributary.ingest.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** A file of the page, from the jar. */
final class PageFile implements Endpoint {
  private final Response file;

  PageFile(String name, String contentType) {
    try (InputStream in = PageFile.class.getResourceAsStream("/console/" + name)) {
      this.file = Headers.page(contentType, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read console/" + name + " from the jar", e);
    }
  }

  @Override
  public List<String> methods() {
    return List.of("GET");
  }

  @Override
  public Response answer(Request request) {
    return file;
  }
}
