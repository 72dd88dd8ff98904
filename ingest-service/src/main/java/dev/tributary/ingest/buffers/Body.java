package dev.tributary.ingest.buffers;

import java.util.Arrays;

/**
 * A body that came as a whole. Its array may be longer than it is: what stands behind its length is
 * of another request, and is never to be read. It is valid until the request's lease is closed.
 *
 * @param bytes the body, from the first byte on; not to be changed
 * @param length its length in bytes
 */
public record Body(byte[] bytes, int length) {
  /** No bytes. */
  public static final Body EMPTY = of(new byte[0]);

  public Body {
    if (length < 0 || length > bytes.length) {
      throw new IllegalArgumentException(
          "length must be 0 to " + bytes.length + ", as the array has them: " + length);
    }
  }

  /** All of the bytes. */
  public static Body of(byte[] bytes) {
    return new Body(bytes, bytes.length);
  }

  public boolean isEmpty() {
    return length == 0;
  }

  /** The body's bytes and no others; a copy where the array is longer. */
  public byte[] exactBytes() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }
}
