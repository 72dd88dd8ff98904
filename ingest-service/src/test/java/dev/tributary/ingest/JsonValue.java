package dev.tributary.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON by Jackson's parser of bytes, which the product does not use: {@link Map}, {@link List},
 * {@link String}, {@link Number} as {@link Spelled}, Boolean and null. The last of two equal names
 * wins.
 */
public final class JsonValue {
  private static final JsonFactory JACKSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(1_100).build())
          .build();

  private JsonValue() {}

  /** A number as it is written. */
  public record Spelled(String number) {}

  /** JSON as tests write it: with {@code '} in the place of each quotation mark. */
  public static String json(String withApostrophes) {
    return withApostrophes.replace('\'', '"');
  }

  /** The one value of these bytes. */
  public static Object of(byte[] json) {
    try (JsonParser parser = JACKSON.createParser(json)) {
      parser.nextToken();
      Object value = value(parser);
      if (parser.nextToken() != null) {
        throw new AssertionError("There is text behind the JSON value");
      }
      return value;
    } catch (IOException broken) {
      throw new AssertionError("It is no JSON: " + new String(json), broken);
    }
  }

  /** An object; one that is none is an error. */
  public static Map<?, ?> object(byte[] json) {
    return (Map<?, ?>) of(json);
  }

  /** The names of an object's own members, each as often as it occurs. */
  public static List<String> names(byte[] json) {
    List<String> names = new ArrayList<>();
    try (JsonParser parser = JACKSON.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        names.add(parser.currentName());
        parser.nextToken();
        parser.skipChildren();
      }
      return names;
    } catch (IOException broken) {
      throw new AssertionError("It is no JSON: " + new String(json), broken);
    }
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          members.put(name, value(parser));
        }
        yield members;
      }
      case START_ARRAY -> {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(value(parser));
        }
        yield elements;
      }
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Spelled(parser.getText());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new AssertionError("No value begins with " + parser.currentToken());
    };
  }
}
