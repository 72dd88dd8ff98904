package dev.tributary.schemas;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON values as Java's: {@link Map}, {@link List}, {@link String}, {@link Boolean}, {@link Long},
 * {@link java.math.BigInteger}, {@link Double}, null. The last of two equal names wins.
 */
final class JsonTree {
  private JsonTree() {}

  /** The {@code data} of an event; empty when it has none. */
  static Map<?, ?> data(String rawEvent) {
    try (JsonParser parser = EventDecoder.JSON.createParser(rawEvent)) {
      parser.nextToken();
      return value(parser) instanceof Map<?, ?> event && event.get("data") instanceof Map<?, ?> data
          ? data
          : Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read an event of the lake as JSON", e);
    }
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> JsonText.whole(parser.getText());
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? parser.getBigIntegerValue()
              : (Object) parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> Double.parseDouble(parser.getText());
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      default -> null;
    };
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(parser));
    }
    return fields;
  }

  private static List<Object> array(JsonParser parser) throws IOException {
    List<Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser));
    }
    return elements;
  }
}
