package dev.tributary.schemas.infer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.schemas.json.JsonReader;
import dev.tributary.schemas.json.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON values as Java's: {@link Map}, {@link List}, {@link String}, {@link Boolean}, {@link Long},
 * {@link java.math.BigInteger}, {@link Double}, null. The last of two equal names wins.
 */
public final class JsonTree {
  private JsonTree() {}

  /** The {@code data} of an event; empty when it has none. */
  public static Map<?, ?> data(String rawEvent) {
    try (JsonReader reader = JsonReader.of(rawEvent.getBytes(StandardCharsets.UTF_8))) {
      reader.next();
      return value(reader) instanceof Map<?, ?> event && event.get("data") instanceof Map<?, ?> data
          ? data
          : Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read an event of the lake as JSON", e);
    }
  }

  private static Object value(JsonReader reader) throws IOException {
    return switch (reader.token()) {
      case START_OBJECT -> object(reader);
      case START_ARRAY -> array(reader);
      case VALUE_STRING -> JsonText.string(reader);
      case VALUE_NUMBER_INT ->
          reader.parser().getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? reader.parser().getBigIntegerValue()
              : (Object) reader.parser().getLongValue();
      case VALUE_NUMBER_FLOAT -> Double.parseDouble(reader.text());
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      default -> null;
    };
  }

  private static Map<String, Object> object(JsonReader reader) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    while (reader.next() != JsonToken.END_OBJECT) {
      String name = reader.name();
      reader.next();
      fields.put(name, value(reader));
    }
    return fields;
  }

  private static List<Object> array(JsonReader reader) throws IOException {
    List<Object> elements = new ArrayList<>();
    while (reader.next() != JsonToken.END_ARRAY) {
      elements.add(value(reader));
    }
    return elements;
  }
}
