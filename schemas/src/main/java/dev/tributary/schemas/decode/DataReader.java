package dev.tributary.schemas.decode;

import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.schemas.json.JsonReader;
import dev.tributary.schemas.json.JsonText;
import dev.tributary.schemas.rules.RejectionReason;
import dev.tributary.schemas.types.EventField;
import dev.tributary.schemas.types.EventSchema;
import dev.tributary.schemas.types.FieldType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the {@code data} of a declared type in one pass. A value that breaks its rule becomes a
 * {@link WrongValue} in its place, so that the last of two equal names wins, whatever the first
 * was. Names that are not declared are skipped.
 */
final class DataReader {
  /** In the place of a value that is null, until all are there. */
  static final Object NULL = new Object();

  private final JsonReader reader;

  DataReader(JsonReader reader) {
    this.reader = reader;
  }

  /** The values of an event without data. */
  private static Object[] readNothing(EventSchema schema) {
    Object[] values = new Object[schema.fields().size()];
    fill(schema.data(), values);
    return values;
  }

  /** The values in a part of the bytes that is an object; without one ({@code to} is 0), none's. */
  static Object[] read(EventSchema schema, byte[] bytes, int from, int to) throws IOException {
    if (to == 0) {
      return readNothing(schema);
    }
    try (JsonReader reader = JsonReader.of(bytes, from, to)) {
      reader.next();
      return new DataReader(reader).read(schema.data());
    }
  }

  /** The value of each field; the reader stands at the object's begin, then at its end. */
  Object[] read(FieldType.Group group) throws IOException {
    Object[] values = new Object[group.fields().size()];
    while (reader.next() != JsonToken.END_OBJECT) {
      int index = group.indexOf(reader.name());
      JsonToken token = reader.next();
      if (index < 0) {
        reader.skip();
      } else {
        values[index] = fieldValue(group.fields().get(index), token);
      }
    }
    fill(group, values);
    return values;
  }

  private Object fieldValue(EventField field, JsonToken token) throws IOException {
    if (token != JsonToken.VALUE_NULL) {
      return value(field.type(), token);
    }
    return field.presence() == EventField.Presence.OPTIONAL ? NULL : wrong(field.type());
  }

  /** Puts into their places what missing fields have, and NULL where a field is null. */
  static void fill(FieldType.Group group, Object[] values) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == NULL) {
        values[i] = null;
      } else if (values[i] == null) {
        EventField field = group.fields().get(i);
        values[i] =
            field.presence() == EventField.Presence.REQUIRED
                ? new WrongValue(
                    RejectionReason.MISSING_FIELD, "", "must be there, as " + field.type().rule())
                : field.defaultValue();
      }
    }
  }

  /** The value at the reader, or what is wrong with it; the reader is past it afterwards. */
  private Object value(FieldType type, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(type);
      case START_ARRAY ->
          type.kind() == FieldType.Kind.LIST ? list((FieldType.ListOf) type) : wrong(type);
      case VALUE_STRING -> Scalars.ofText(type, JsonText.string(reader));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Scalars.ofNumber(type, reader);
      case VALUE_TRUE, VALUE_FALSE ->
          type.kind() == FieldType.Kind.FLAG
              ? (Object) (token == JsonToken.VALUE_TRUE)
              : wrong(type);
      default -> wrong(type);
    };
  }

  private Object object(FieldType type) throws IOException {
    return switch (type.kind()) {
      case GROUP -> firstWrong((FieldType.Group) type, read((FieldType.Group) type));
      case MAP -> map((FieldType.MapOf) type);
      case TEXT, UUID, SYMBOL, FLAG, WHOLE, REAL, DECIMAL, DAY, MOMENT, LIST -> wrong(type);
    };
  }

  private static Object firstWrong(FieldType.Group group, Object[] values) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof WrongValue wrong) {
        return wrong.in("." + group.fields().get(i).name());
      }
    }
    return values;
  }

  private Object list(FieldType.ListOf type) throws IOException {
    List<Object> elements = new ArrayList<>();
    WrongValue first = null;
    for (JsonToken token = reader.next(); token != JsonToken.END_ARRAY; token = reader.next()) {
      Object element = value(type.element(), token);
      if (first == null && element instanceof WrongValue wrong) {
        first = wrong.in("[" + elements.size() + "]");
      }
      elements.add(element);
    }
    return first == null ? elements : first;
  }

  private Object map(FieldType.MapOf type) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    while (reader.next() != JsonToken.END_OBJECT) {
      String name = JsonText.whole(reader.name());
      values.put(name, value(type.value(), reader.next()));
    }
    for (var entry : values.entrySet()) {
      if (entry.getValue() instanceof WrongValue wrong) {
        return wrong.in("." + entry.getKey());
      }
    }
    return values;
  }

  private WrongValue wrong(FieldType type) throws IOException {
    return new WrongValue(
        RejectionReason.WRONG_TYPE, JsonText.json(reader), "must be " + type.rule());
  }
}
