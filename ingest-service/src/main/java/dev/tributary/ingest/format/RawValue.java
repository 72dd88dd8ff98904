package dev.tributary.ingest.format;

import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.ingest.json.JsonBytes;
import dev.tributary.ingest.json.JsonSlice;
import dev.tributary.schemas.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A JSON value as the bytes it came in.
 *
 * @param token its first token
 * @param from its first byte
 * @param to past its last byte
 */
public record RawValue(byte[] bytes, int from, int to, JsonToken token) {
  /** The value at the reader, which is at its end afterwards. */
  public static RawValue at(JsonReader reader) throws IOException {
    JsonToken token = reader.token();
    int from = reader.start();
    reader.skip();
    return new RawValue(reader.bytes(), from, reader.end(), token);
  }

  /** The same; tells the names of an object's members, each as often as it occurs. */
  public static RawValue at(JsonReader reader, Consumer<String> names) throws IOException {
    if (reader.token() != JsonToken.START_OBJECT) {
      return at(reader);
    }
    int from = reader.start();
    while (reader.next() != JsonToken.END_OBJECT) {
      names.accept(reader.name());
      reader.next();
      reader.skip();
    }
    return new RawValue(reader.bytes(), from, reader.end(), JsonToken.START_OBJECT);
  }

  /** Its bytes. */
  JsonSlice slice() {
    return new JsonSlice(bytes, from, to);
  }

  /** Reads it once more. */
  public JsonReader reader() throws IOException {
    return JsonReader.of(bytes, from, to);
  }

  public boolean isObject() {
    return token == JsonToken.START_OBJECT;
  }

  public boolean isNull() {
    return token == JsonToken.VALUE_NULL;
  }

  /** The JSON text, for messages. */
  public String text() {
    return new String(bytes, from, Math.min(to - from, 400), StandardCharsets.UTF_8);
  }

  public void write(JsonBytes out) {
    out.raw(bytes, from, to);
  }

  /** Writes the members of an object without its braces. Returns whether there were any. */
  public boolean writeMembers(JsonBytes out) {
    for (int i = from + 1; i < to - 1; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\n' && bytes[i] != '\r' && bytes[i] != '\t') {
        out.raw(bytes, from + 1, to - 1);
        return true;
      }
    }
    return false;
  }
}
