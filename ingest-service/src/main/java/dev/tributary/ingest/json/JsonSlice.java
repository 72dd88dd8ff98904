package dev.tributary.ingest.json;

/**
 * A JSON text within an array of UTF-8 bytes, which is not to be changed.
 *
 * @param from its first byte
 * @param to past its last byte
 */
public record JsonSlice(byte[] bytes, int from, int to) {
  /** Nothing. */
  public static final JsonSlice NONE = of(new byte[0]);

  /** All of the bytes. */
  public static JsonSlice of(byte[] bytes) {
    return new JsonSlice(bytes, 0, bytes.length);
  }

  /** Its length in bytes. */
  public int length() {
    return to - from;
  }
}
