package dev.tributary.schemas.types;

import dev.tributary.schemas.rules.Rfc3339;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The type of a declared field: what JSON it takes, and the column that it becomes. A value is held
 * as the Java class that each case names.
 */
public sealed interface FieldType {
  /**
   * Which case a type is. Who treats types apart uses a switch expression over it without a
   * default: a new case does not compile until each of them says what it does.
   */
  enum Kind {
    TEXT,
    UUID,
    SYMBOL,
    FLAG,
    WHOLE,
    REAL,
    DECIMAL,
    DAY,
    MOMENT,
    LIST,
    MAP,
    GROUP
  }

  /** Which case this is; each record or class below has a kind of its own. */
  Kind kind();

  /** The column's type in Hive's words. */
  String hiveType();

  /** The JSON that is taken, in words that follow "must be". */
  String rule();

  /** Any text. A {@link String}. */
  record Text() implements FieldType {
    @Override
    public Kind kind() {
      return Kind.TEXT;
    }

    @Override
    public String hiveType() {
      return "string";
    }

    @Override
    public String rule() {
      return "a string";
    }
  }

  /** RFC 9562's text form; kept in lower case. A {@link String}. */
  record Uuid() implements FieldType {
    @Override
    public Kind kind() {
      return Kind.UUID;
    }

    @Override
    public String hiveType() {
      return "string";
    }

    @Override
    public String rule() {
      return "a UUID such as 0189f7c1-7c3e-7b1a-9d2e-0242ac120002";
    }
  }

  /** One of a closed set of words. A {@link String}. */
  record Symbol(Set<String> symbols) implements FieldType {
    @Override
    public Kind kind() {
      return Kind.SYMBOL;
    }

    @Override
    public String hiveType() {
      return "string";
    }

    @Override
    public String rule() {
      return "one of " + symbols.stream().sorted().collect(Collectors.joining(", "));
    }
  }

  /** True or false. A {@link Boolean}. */
  record Flag() implements FieldType {
    @Override
    public Kind kind() {
      return Kind.FLAG;
    }

    @Override
    public String hiveType() {
      return "boolean";
    }

    @Override
    public String rule() {
      return "true or false";
    }
  }

  /** A whole number between bounds, which are in. A {@link Long}. */
  record Whole(long min, long max) implements FieldType {
    @Override
    public Kind kind() {
      return Kind.WHOLE;
    }

    @Override
    public String hiveType() {
      return "bigint";
    }

    @Override
    public String rule() {
      return "a whole number from " + min + " to " + max;
    }
  }

  /** A floating point number, at most so far from zero. A {@link Double}. */
  record Real(double max) implements FieldType {
    @Override
    public Kind kind() {
      return Kind.REAL;
    }

    @Override
    public String hiveType() {
      return "double";
    }

    @Override
    public String rule() {
      return max == Float.MAX_VALUE
          ? "a number of 32-bit floating point"
          : "a number of 64-bit floating point";
    }
  }

  /** An exact number, also taken as text. A {@link java.math.BigDecimal} of the scale. */
  record Decimal(int precision, int scale) implements FieldType {
    @Override
    public Kind kind() {
      return Kind.DECIMAL;
    }

    @Override
    public String hiveType() {
      return "decimal(" + precision + "," + scale + ")";
    }

    @Override
    public String rule() {
      return "a number with at most "
          + (precision - scale)
          + " digits before the point and "
          + scale
          + " after it";
    }
  }

  /** A day. An {@link Integer}: days since 1970-01-01. */
  record Day() implements FieldType {
    @Override
    public Kind kind() {
      return Kind.DAY;
    }

    @Override
    public String hiveType() {
      return "date";
    }

    @Override
    public String rule() {
      return "a date such as 2026-11-24";
    }
  }

  /** An instant. A {@link Long}: milliseconds since the epoch. */
  record Moment() implements FieldType {
    @Override
    public Kind kind() {
      return Kind.MOMENT;
    }

    @Override
    public String hiveType() {
      return "timestamp";
    }

    @Override
    public String rule() {
      return Rfc3339.RULE.replace("must be ", "");
    }
  }

  /** Values of one type, in order. A {@link List} without nulls. */
  record ListOf(FieldType element) implements FieldType {
    @Override
    public Kind kind() {
      return Kind.LIST;
    }

    @Override
    public String hiveType() {
      return "array<" + element.hiveType() + ">";
    }

    @Override
    public String rule() {
      return "an array";
    }
  }

  /** Values of one type by name. A {@link Map} without nulls. */
  record MapOf(FieldType value) implements FieldType {
    @Override
    public Kind kind() {
      return Kind.MAP;
    }

    @Override
    public String hiveType() {
      return "map<string," + value.hiveType() + ">";
    }

    @Override
    public String rule() {
      return "an object";
    }
  }

  /** Named fields. An {@code Object[]} in the fields' order. */
  final class Group implements FieldType {
    private final List<EventField> fields;
    private final Map<String, Integer> indexes = new HashMap<>();

    Group(List<EventField> fields) {
      this.fields = List.copyOf(fields);
      for (int i = 0; i < fields.size(); i++) {
        indexes.put(fields.get(i).name(), i);
      }
    }

    /** The fields, in their order. */
    public List<EventField> fields() {
      return fields;
    }

    /** The index of the field with this name in JSON, or -1. */
    public int indexOf(String name) {
      Integer index = indexes.get(name);
      return index == null ? -1 : index;
    }

    @Override
    public Kind kind() {
      return Kind.GROUP;
    }

    @Override
    public String hiveType() {
      return fields.stream()
          .map(field -> field.column() + ":" + field.type().hiveType())
          .collect(Collectors.joining(",", "struct<", ">"));
    }

    @Override
    public String rule() {
      return "an object";
    }
  }
}
