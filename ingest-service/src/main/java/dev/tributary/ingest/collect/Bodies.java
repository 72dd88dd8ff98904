package dev.tributary.ingest.collect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** Reads bodies up to a bound. */
final class Bodies {
  private static final byte[] EMPTY = new byte[0];

  private final int maxBytes;

  /**
   * @param maxBytes biggest body, after decompression
   */
  Bodies(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The whole body. */
  byte[] read(Incoming request) {
    long length = request.head().framing().length();
    if (length == 0) {
      return EMPTY;
    }
    if (length > maxBytes) {
      throw tooLarge();
    }
    try (InputStream in = request.body().get()) {
      byte[] body = in.readNBytes(maxBytes + 1);
      if (body.length > maxBytes) {
        throw tooLarge();
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the request's body", e);
    }
  }

  private Problem tooLarge() {
    return new Problem(
        413,
        "The body is too large (limit=" + maxBytes + " bytes): send fewer events at once",
        Map.of());
  }
}
