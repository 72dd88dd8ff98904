package dev.tributary.schemas.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Types in Hive's words as Presto's. */
final class PrestoTypes {
  private PrestoTypes() {}

  static String of(String hive) {
    int open = hive.indexOf('<');
    if (open < 0) {
      return switch (hive) {
        case "string" -> "varchar";
        case "int" -> "integer";
        default -> hive;
      };
    }
    List<String> inside = split(hive.substring(open + 1, hive.length() - 1));
    return switch (hive.substring(0, open)) {
      case "array" -> "array(" + of(inside.get(0)) + ")";
      case "map" -> "map(" + of(inside.get(0)) + "," + of(inside.get(1)) + ")";
      case "struct" ->
          inside.stream().map(PrestoTypes::field).collect(Collectors.joining(",", "row(", ")"));
      default -> throw new IllegalArgumentException("must be a type of Hive: " + hive);
    };
  }

  private static String field(String field) {
    int colon = field.indexOf(':');
    return '"' + field.substring(0, colon) + "\" " + of(field.substring(colon + 1));
  }

  /** Splits at the commas that are in no brackets. */
  private static List<String> split(String types) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < types.length(); i++) {
      char c = types.charAt(i);
      if (c == '<' || c == '(') {
        depth++;
      } else if (c == '>' || c == ')') {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(types.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(types.substring(from));
    return parts;
  }
}
