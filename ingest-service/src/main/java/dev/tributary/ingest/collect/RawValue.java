package dev.tributary.ingest.collect;

import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.ingest.envelope.JsonBytes;
import dev.tributary.schemas.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A JSON value as the bytes it came in.
 *
 * @param token its first token
 * @param from its first byte
 * @param to past its last byte
 */
record RawValue(byte[] bytes, int from, int to, JsonToken token) {
  /** The value at the reader, which is at its end afterwards. */
  static RawValue at(JsonReader reader) throws IOException {
    JsonToken token = reader.token();
    int from = reader.start();
    reader.skip();
    return new RawValue(reader.bytes(), from, reader.end(), token);
  }

  boolean isObject() {
    return token == JsonToken.START_OBJECT;
  }

  boolean isNull() {
    return token == JsonToken.VALUE_NULL;
  }

  byte[] copy() {
    return java.util.Arrays.copyOfRange(bytes, from, to);
  }

  /** The JSON text, for messages. */
  String text() {
    return new String(bytes, from, Math.min(to - from, 400), StandardCharsets.UTF_8);
  }

  void write(JsonBytes out) {
    out.raw(bytes, from, to);
  }

  /** Writes the members of an object without its braces. Returns whether there were any. */
  boolean writeMembers(JsonBytes out) {
    for (int i = from + 1; i < to - 1; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\n' && bytes[i] != '\r' && bytes[i] != '\t') {
        out.raw(bytes, from + 1, to - 1);
        return true;
      }
    }
    return false;
  }
}
