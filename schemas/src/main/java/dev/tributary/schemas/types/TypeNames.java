package dev.tributary.schemas.types;

import java.util.stream.Collectors;

/** What a declared type is called in its schema file, for people. */
public final class TypeNames {
  private TypeNames() {}

  public static String of(FieldType type) {
    return switch (type.kind()) {
      case TEXT -> "string";
      case UUID -> "uuid";
      case SYMBOL ->
          ((FieldType.Symbol) type)
              .symbols().stream().collect(Collectors.joining(", ", "enum (", ")"));
      case FLAG -> "boolean";
      case WHOLE -> ((FieldType.Whole) type).max() == Integer.MAX_VALUE ? "int" : "long";
      case REAL -> ((FieldType.Real) type).max() == Float.MAX_VALUE ? "float" : "double";
      case DECIMAL -> type.hiveType();
      case DAY -> "date";
      case MOMENT -> "timestamp-millis";
      case LIST -> "array of " + of(((FieldType.ListOf) type).element());
      case MAP -> "map of " + of(((FieldType.MapOf) type).value());
      case GROUP -> "record";
    };
  }
}
