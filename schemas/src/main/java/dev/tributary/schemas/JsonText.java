package dev.tributary.schemas;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Text of the value that a parser stands at.
 *
 * @param bytes what the parser reads
 * @param from where in the bytes it began to read
 */
record JsonText(JsonParser parser, byte[] bytes, int from) {
  /** The string at the parser, as {@link #whole} text: UTF-8 can't hold anything else. */
  String string() throws IOException {
    return whole(parser.getText());
  }

  /** The JSON text of the value at the parser, which is past it afterwards. */
  String json() throws IOException {
    JsonToken token = parser.currentToken();
    if (token.isScalarValue()) {
      return string();
    }
    int start = start();
    parser.skipChildren();
    return new String(bytes, start, end() - start, StandardCharsets.UTF_8);
  }

  /** Where in the bytes the token at the parser begins. */
  int start() {
    return from + (int) parser.currentTokenLocation().getByteOffset();
  }

  /** Where in the bytes the parser has read to. */
  int end() {
    return from + (int) parser.currentLocation().getByteOffset();
  }

  /** The text with U+FFFD for each half of a surrogate pair. */
  static String whole(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
      }
    }
    return text;
  }
}
