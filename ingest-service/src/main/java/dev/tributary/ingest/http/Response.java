package dev.tributary.ingest.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer.
 *
 * @param status the HTTP status
 * @param contentType the media type of the body
 * @param body the body's bytes, not to be changed
 * @param headers further headers
 */
public record Response(int status, String contentType, byte[] body, Map<String, String> headers) {
  /** Nobody was there to be answered: the client went away. 499 as nginx counts it. */
  static final Response GONE = new Response(499, "", new byte[0], Map.of());

  /** 200 with plain text. */
  public static Response text(String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return new Response(200, "text/plain; charset=utf-8", body, Map.of());
  }

  /** JSON. */
  public static Response json(int status, byte[] body) {
    return new Response(status, "application/json", body, Map.of());
  }
}
