package dev.tributary.schemas.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.schemas.rules.RejectionReason;
import dev.tributary.schemas.rules.Utf8;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Any bytes as JSON: our reader of characters beside Jackson's parser of bytes. */
final class JsonReaderFuzzTest {
  private static final JsonFactory JACKSON = new JsonFactory();

  @FuzzTest
  void readsWhatJacksonsParserOfBytesReads(byte[] text) throws IOException {
    List<String> tokens;
    try {
      tokens = tokens(text);
    } catch (BrokenJsonException broken) {
      assertThat(broken).message().isNotBlank().doesNotContain("\n");
      if (broken.reason() == RejectionReason.NOT_JSON && looksLikeUtf8(text)) {
        assertThat(isReadByJackson(text)).as(broken.getMessage()).isFalse();
      }
      return;
    }
    assertThat(tokens).isEqualTo(jackson(text));
    if (!tokens.isEmpty()) {
      isTheSameValueInAnotherSpelling(text);
    }
  }

  /** All tokens with their texts; each scalar's bytes are the scalar again. */
  private static List<String> tokens(byte[] text) throws IOException {
    List<String> tokens = new ArrayList<>();
    try (JsonReader reader = JsonReader.of(text)) {
      int last = 0;
      for (JsonToken token = reader.next(); token != null; token = reader.next()) {
        String what = token + " " + reader.text();
        tokens.add(what);
        assertThat(reader.start()).isGreaterThanOrEqualTo(last);
        last = reader.start();
        if (token.isScalarValue()) {
          byte[] alone = Arrays.copyOfRange(text, reader.start(), reader.end());
          try (JsonReader again = JsonReader.of(alone)) {
            assertThat(again.next() + " " + again.text()).isEqualTo(what);
            assertThat(again.next()).isNull();
          }
        } else if (token.isStructEnd()) {
          assertThat(text[reader.end() - 1]).isIn((byte) '}', (byte) ']');
        }
      }
    }
    return tokens;
  }

  private static List<String> jackson(byte[] text) throws IOException {
    List<String> tokens = new ArrayList<>();
    try (JsonParser parser = JACKSON.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        tokens.add(token + " " + parser.getText());
      }
    }
    return tokens;
  }

  private static boolean isReadByJackson(byte[] text) {
    try {
      return !jackson(text).isEmpty();
    } catch (IOException broken) {
      return false;
    }
  }

  /**
   * Jackson guesses UTF-16 and UTF-32 by zeros and marks, and takes some bytes that are no UTF-8.
   */
  private static boolean looksLikeUtf8(byte[] text) {
    for (int i = 0; i < Math.min(4, text.length); i++) {
      if (text[i] == 0) {
        return false;
      }
    }
    return Utf8.isValid(text) && !new String(text, UTF_8).startsWith("\uFEFF");
  }

  private static void isTheSameValueInAnotherSpelling(byte[] text) throws IOException {
    StringBuilder spelled = new StringBuilder();
    long hash;
    try (JsonReader reader = JsonReader.of(text)) {
      reader.next();
      spell(reader, spelled);
    }
    try (JsonReader reader = JsonReader.of(text)) {
      reader.next();
      hash = JsonHash.of(reader);
    }
    byte[] again = spelled.toString().getBytes(UTF_8);
    try (JsonReader reader = JsonReader.of(again)) {
      reader.next();
      assertThat(JsonHash.of(reader)).as(spelled.toString()).isEqualTo(hash);
      assertThat(reader.next()).isNull();
    }
  }

  /** Without blanks, and with each character of a text as an escape. */
  private static void spell(JsonReader reader, StringBuilder out) throws IOException {
    switch (reader.token()) {
      case START_OBJECT -> {
        out.append('{');
        while (reader.next() != JsonToken.END_OBJECT) {
          escaped(reader.name(), out).append(':');
          reader.next();
          spell(reader, out);
          out.append(',');
        }
        close(out, '}');
      }
      case START_ARRAY -> {
        out.append('[');
        while (reader.next() != JsonToken.END_ARRAY) {
          spell(reader, out);
          out.append(',');
        }
        close(out, ']');
      }
      case VALUE_STRING -> escaped(reader.text(), out);
      default -> out.append(reader.text());
    }
  }

  private static void close(StringBuilder out, char end) {
    if (out.charAt(out.length() - 1) == ',') {
      out.setLength(out.length() - 1);
    }
    out.append(end);
  }

  private static StringBuilder escaped(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      out.append(String.format("\\u%04X", (int) text.charAt(i)));
    }
    return out.append('"');
  }
}
