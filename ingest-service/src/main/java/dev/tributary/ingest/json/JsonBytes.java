package dev.tributary.ingest.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes JSON as UTF-8 bytes. What is valid JSON already goes through as it is. */
public final class JsonBytes {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

  private byte[] bytes;
  private int size;

  public JsonBytes(int expectedSize) {
    this.bytes = new byte[expectedSize];
  }

  /** Bytes so far. */
  public int size() {
    return size;
  }

  /** Takes back what was written past this size. */
  public void cutTo(int earlierSize) {
    size = earlierSize;
  }

  /** A copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** JSON text that is ASCII. */
  public JsonBytes raw(String ascii) {
    int length = ascii.length();
    ensure(length);
    for (int i = 0; i < length; i++) {
      bytes[size++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  public JsonBytes raw(char ascii) {
    ensure(1);
    bytes[size++] = (byte) ascii;
    return this;
  }

  /** JSON text as UTF-8. */
  public JsonBytes raw(byte[] json, int from, int to) {
    ensure(to - from);
    System.arraycopy(json, from, bytes, size, to - from);
    size += to - from;
    return this;
  }

  public JsonBytes raw(byte[] json) {
    return raw(json, 0, json.length);
  }

  /** A string with its quotes; a lone surrogate becomes U+FFFD. */
  public JsonBytes text(String text) {
    raw('"');
    boolean plain = true;
    for (int i = 0; plain && i < text.length(); i++) {
      char c = text.charAt(i);
      plain = c >= ' ' && c < 0x7F && c != '"' && c != '\\';
    }
    if (plain) {
      return raw(text).raw('"');
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    escaped(utf8, 0, utf8.length);
    return raw('"');
  }

  /** The inside of a string, from bytes that are valid UTF-8. */
  public void escaped(byte[] utf8, int from, int to) {
    ensure(to - from);
    for (int i = from; i < to; i++) {
      byte b = utf8[i];
      if (b >= 0 && b < ' ' || b == '"' || b == '\\' || b == 0x7F) {
        escape(b, to - i);
      } else {
        bytes[size++] = b;
      }
    }
  }

  private void escape(byte b, int left) {
    ensure(left + 6);
    bytes[size++] = '\\';
    switch (b) {
      case '"', '\\' -> bytes[size++] = b;
      case '\n' -> bytes[size++] = 'n';
      case '\r' -> bytes[size++] = 'r';
      case '\t' -> bytes[size++] = 't';
      default -> {
        bytes[size++] = 'u';
        bytes[size++] = '0';
        bytes[size++] = '0';
        bytes[size++] = HEX[b >> 4];
        bytes[size++] = HEX[b & 0xF];
      }
    }
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
