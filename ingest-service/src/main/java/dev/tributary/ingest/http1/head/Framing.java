package dev.tributary.ingest.http1.head;

/**
 * How a request's body is delimited and what its connection does afterwards (RFC 9112, 6 and 9).
 *
 * @param length bytes of the body, 0 without one, -1 when it comes in chunks
 * @param keepAlive whether another request may follow on the connection
 * @param expectContinue whether the client waits for 100 before it sends the body
 */
public record Framing(long length, boolean keepAlive, boolean expectContinue) {
  /** True when the body comes in chunks. */
  public boolean isChunked() {
    return length < 0;
  }
}
