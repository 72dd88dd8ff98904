package dev.tributary.it.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Types in DuckDB's words as Presto's. */
final class DuckTypes {
  private DuckTypes() {}

  static String presto(String type) {
    if (type.endsWith("[]")) {
      return "array(" + presto(type.substring(0, type.length() - 2)) + ")";
    }
    if (type.startsWith("STRUCT(")) {
      return inside(type).stream()
          .map(
              field -> {
                int blank = field.indexOf(' ');
                return field.substring(0, blank) + " " + presto(field.substring(blank + 1));
              })
          .collect(Collectors.joining(",", "row(", ")"));
    }
    if (type.startsWith("MAP(")) {
      return inside(type).stream()
          .map(DuckTypes::presto)
          .collect(Collectors.joining(",", "map(", ")"));
    }
    // Parquet's times are instants, which DuckDB shows in its session's zone
    return type.equals("TIMESTAMP WITH TIME ZONE") ? "timestamp" : type.toLowerCase(Locale.ROOT);
  }

  /** What stands between the outer brackets, split at the commas that are in no others. */
  private static List<String> inside(String type) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = type.indexOf('(') + 1;
    for (int i = from; i < type.length() - 1; i++) {
      char c = type.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(type.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(type.substring(from, type.length() - 1));
    return parts;
  }
}
