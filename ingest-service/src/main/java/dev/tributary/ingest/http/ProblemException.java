package dev.tributary.ingest.http;

import dev.tributary.ingest.json.ProblemJson;
import java.util.Map;

/**
 * Ends a request with an error (RFC 9457). The message is for the client: one line that says what
 * the error is and what to do.
 */
public final class ProblemException extends RuntimeException {
  private final int status;
  private final Map<String, String> headers;

  public ProblemException(int status, String message) {
    this(status, message, Map.of());
  }

  public ProblemException(int status, String message, Map<String, String> headers) {
    super(message, null, false, false);
    this.status = status;
    this.headers = headers;
  }

  /** 503: the same request may work after the given seconds. */
  public static ProblemException unavailable(String message) {
    return new ProblemException(503, message, Map.of("Retry-After", "1"));
  }

  public int status() {
    return status;
  }

  /** The answer that the client gets. */
  public Response response() {
    byte[] body = ProblemJson.of(status, getMessage());
    return new Response(status, ProblemJson.MEDIA_TYPE, body, headers);
  }
}
