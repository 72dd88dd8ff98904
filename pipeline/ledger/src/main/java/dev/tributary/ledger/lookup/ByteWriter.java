package dev.tributary.ledger.lookup;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes numbers in as few bytes as they need: seven bits each, the highest says that more come.
 */
final class ByteWriter {
  private static final int MORE = 0x80;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

  /** A number of at least 0. */
  ByteWriter number(long value) {
    long rest = value;
    while (rest >= MORE) {
      out.write((int) (rest | MORE));
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  ByteWriter text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    number(utf8.length);
    out.write(utf8, 0, utf8.length);
    return this;
  }

  /** A number of 64 bits that can be any. */
  ByteWriter bits(long value) {
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      out.write((int) (value >>> shift));
    }
    return this;
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
