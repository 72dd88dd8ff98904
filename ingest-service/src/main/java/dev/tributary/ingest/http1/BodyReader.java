package dev.tributary.ingest.http1;

import dev.tributary.ingest.http1.head.Framing;
import dev.tributary.ingest.http1.head.ReadBuffer;
import java.util.function.Supplier;

/** Follows a request's body to its end and hands its bytes on in the form Helidon expects. */
interface BodyReader {
  /** No body, or the body is over. */
  BodyReader NONE = new FixedLengthBody(0, 0);

  /** True when the next byte of the connection belongs to the next request. */
  boolean isDone();

  /**
   * The next bytes of the body.
   *
   * @param buffer bytes that are read already, used first
   * @param more reads on; never null, throws at the connection's end
   */
  byte[] next(ReadBuffer buffer, Supplier<byte[]> more);

  /** Nanoseconds that one more read may take: the stall limit, or what is left of the whole. */
  long timeoutNanos(Http1Settings settings);

  static BodyReader of(Framing framing, long now) {
    if (framing.isChunked()) {
      return new ChunkedBody(now);
    }
    return framing.length() == 0 ? NONE : new FixedLengthBody(framing.length(), now);
  }
}
