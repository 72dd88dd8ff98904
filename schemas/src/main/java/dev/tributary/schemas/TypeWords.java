package dev.tributary.schemas;

import java.util.stream.Collectors;

/** What a declared type is called in its schema file, for people. */
final class TypeWords {
  private TypeWords() {}

  static String of(FieldType type) {
    if (type instanceof FieldType.Text) {
      return "string";
    }
    if (type instanceof FieldType.Uuid) {
      return "uuid";
    }
    if (type instanceof FieldType.Symbol symbol) {
      return symbol.symbols().stream().collect(Collectors.joining(", ", "enum (", ")"));
    }
    if (type instanceof FieldType.Flag) {
      return "boolean";
    }
    if (type instanceof FieldType.Whole whole) {
      return whole.max() == Integer.MAX_VALUE ? "int" : "long";
    }
    if (type instanceof FieldType.Real real) {
      return real.max() == Float.MAX_VALUE ? "float" : "double";
    }
    if (type instanceof FieldType.Day) {
      return "date";
    }
    if (type instanceof FieldType.Moment) {
      return "timestamp-millis";
    }
    if (type instanceof FieldType.ListOf list) {
      return "array of " + of(list.element());
    }
    if (type instanceof FieldType.MapOf map) {
      return "map of " + of(map.value());
    }
    return type instanceof FieldType.Group ? "record" : type.hiveType();
  }
}
