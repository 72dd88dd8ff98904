package dev.tributary.schemas.decode;

import dev.tributary.schemas.json.FastValue;
import dev.tributary.schemas.json.JsonHash;
import dev.tributary.schemas.json.JsonScanner;
import dev.tributary.schemas.types.EventField;
import dev.tributary.schemas.types.FieldType;
import java.nio.charset.StandardCharsets;

/**
 * The fast way through the {@code data} of a declared type: fields of text, numbers and flags, as
 * {@link DataReader} reads them. Whatever else a declared field has is left to that one.
 */
final class FastData {
  private static final int MAX_DIGITS = 18; // of a long, whatever they are

  private final JsonScanner json;
  private final TextCache shared;
  private final byte[] bytes;
  private final FastValue each;
  private Object[] values;

  FastData(JsonScanner json, FastValue each, TextCache shared, byte[] bytes) {
    this.json = json;
    this.each = each;
    this.shared = shared;
    this.bytes = bytes;
  }

  /** What {@link #read} has found, a value for each field. */
  Object[] values() {
    return values;
  }

  /** Reads the object that begins here. What follows it, or {@link JsonScanner#NOT_PLAIN}. */
  int read(FieldType.Group group, int from) {
    values = new Object[group.fields().size()];
    int outer = each.begin();
    long sum = 0;
    int at = json.space(from + 1);
    if (json.at(at) != '}') {
      at--;
      do {
        int name = json.space(at + 1);
        int quote = json.plainName(name);
        int value = json.afterName(quote);
        if (value < 0) {
          return value;
        }
        long hash = JsonHash.text(bytes, name + 1, quote);
        int end = member(group, group.indexOf(shared.get(bytes, name + 1, quote, hash)), value);
        if (end < 0) {
          return end;
        }
        sum += each.member(hash);
        at = json.space(end);
      } while (json.at(at) == ',');
    }
    if (json.at(at) != '}' || !each.end(outer, sum)) {
      return JsonScanner.NOT_PLAIN;
    }
    DataReader.fill(group, values);
    return at + 1;
  }

  private int member(FieldType.Group group, int index, int value) {
    int end = each.read(value);
    if (index < 0 || end < 0) {
      return end;
    }
    EventField field = group.fields().get(index);
    if (json.at(value) != '"') {
      values[index] = scalar(field, value, end);
    } else if (!json.hadEscapes()) {
      values[index] = Scalars.ofText(field.type(), string(value + 1, end - 1));
    } else {
      return JsonScanner.NOT_PLAIN;
    }
    return values[index] == null ? JsonScanner.NOT_PLAIN : end;
  }

  /** The value, or null where it is none that is simple and right. */
  private Object scalar(EventField field, int from, int to) {
    FieldType type = field.type();
    int first = json.at(from);
    if (first == 'n') {
      return field.presence() == EventField.Presence.OPTIONAL ? DataReader.NULL : null;
    }
    return switch (type.kind()) {
      case WHOLE ->
          json.skipWhole(from) == to && to - from <= MAX_DIGITS
              ? whole((FieldType.Whole) type, from, to)
              : null;
      case REAL ->
          first == '-' || first >= '0' && first <= '9'
              ? real((FieldType.Real) type, from, to)
              : null;
      case FLAG -> first == 't' || first == 'f' ? (Object) (first == 't') : null;
      case TEXT, UUID, SYMBOL, DECIMAL, DAY, MOMENT, LIST, MAP, GROUP -> null;
    };
  }

  private Double real(FieldType.Real type, int from, int to) {
    double value = Double.parseDouble(string(from, to));
    return Math.abs(value) <= type.max() ? value : null;
  }

  private Long whole(FieldType.Whole type, int from, int to) {
    boolean negative = json.at(from) == '-';
    long value = 0;
    for (int i = negative ? from + 1 : from; i < to; i++) {
      value = 10 * value + bytes[i] - '0';
    }
    value = negative ? -value : value;
    return value >= type.min() && value <= type.max() ? value : null;
  }

  private String string(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
