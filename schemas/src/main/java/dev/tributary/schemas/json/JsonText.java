package dev.tributary.schemas.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Text of the value that a reader stands at, as columns and messages have it. */
public final class JsonText {
  private JsonText() {}

  /** The string at the reader, as {@link #whole} text: UTF-8 can't hold anything else. */
  public static String string(JsonReader reader) throws IOException {
    return whole(reader.text());
  }

  /** The JSON text of the value at the reader, which is past it afterwards; a string as it is. */
  public static String json(JsonReader reader) throws IOException {
    if (reader.token().isScalarValue()) {
      return string(reader);
    }
    int start = reader.start();
    reader.skip();
    return new String(reader.bytes(), start, reader.end() - start, StandardCharsets.UTF_8);
  }

  /** The text with U+FFFD for each half of a surrogate pair. */
  public static String whole(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
      }
    }
    return text;
  }
}
