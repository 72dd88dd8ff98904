package dev.tributary.it.types;

import dev.tributary.it.support.PrestoSql;
import dev.tributary.schemas.columns.Column;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.duckdb.DuckDBStruct;

/**
 * A table as an engine reads it, in words that do not depend on the engine.
 *
 * @param types Presto's type of each column
 * @param rows each row as text, sorted
 */
record EngineTable(Map<String, String> types, List<String> rows) {
  /** As Presto reads the rows for which the condition holds. */
  static EngineTable ofPresto(PrestoSql sql, String table, String where) throws SQLException {
    try (Connection presto = sql.connect()) {
      return of(presto, "DESCRIBE " + table, "SELECT * FROM " + table + " WHERE " + where);
    }
  }

  /** As DuckDB reads the files of the folder, with the options that docs/engines.md has. */
  static EngineTable ofDuckDb(Path folder, String where) throws SQLException {
    String files =
        "read_parquet('"
            + folder
            + "/**/*.parquet', hive_partitioning=true, hive_types_autocast=false,"
            + " union_by_name=true)";
    String columns =
        folder.endsWith("events") ? "* REPLACE (coalesce(event_type, 'null') AS event_type)" : "*";
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      try (var statement = duck.createStatement()) {
        statement.execute("CREATE VIEW lake AS SELECT " + columns + " FROM " + files);
      }
      EngineTable table = of(duck, "DESCRIBE lake", "SELECT * FROM lake WHERE " + where);
      table.types().replaceAll((column, type) -> DuckTypes.presto(type));
      return table;
    }
  }

  /** As Spark's program has written it down. */
  static EngineTable ofSpark(Path columns, Path rows) throws Exception {
    Map<String, String> types = new TreeMap<>();
    for (String line : Files.readAllLines(columns)) {
      String[] column = line.split("\t");
      types.put(column[0], plain(new Column(column[0], column[1], "").prestoType()));
    }
    return new EngineTable(types, Files.readAllLines(rows).stream().sorted().toList());
  }

  private static EngineTable of(Connection engine, String describe, String select)
      throws SQLException {
    Map<String, String> types = new TreeMap<>();
    List<String> rows = new ArrayList<>();
    try (var statement = engine.createStatement()) {
      try (ResultSet columns = statement.executeQuery(describe)) {
        while (columns.next()) {
          types.put(columns.getString(1), plain(columns.getString(2)));
        }
      }
      try (ResultSet found = statement.executeQuery(select)) {
        while (found.next()) {
          Map<String, Object> row = new TreeMap<>();
          for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
            row.put(found.getMetaData().getColumnName(i), found.getObject(i));
          }
          rows.add(text(row));
        }
      }
    }
    rows.sort(null);
    return new EngineTable(types, rows);
  }

  /** Without the blanks and quotes that engines set differently. */
  static String plain(String type) {
    return type.replace("\"", "").replace(", ", ",");
  }

  private static String text(Object value) throws SQLException {
    if (value == null) {
      return "NULL"; // which is not the text null
    }
    if (value instanceof java.sql.Array array) {
      return text(array.getArray());
    }
    if (value instanceof Object[] elements) {
      return text(Arrays.asList(elements));
    }
    if (value instanceof DuckDBStruct struct) {
      return text(struct.getMap());
    }
    if (value instanceof Map<?, ?> map) {
      List<String> entries = new ArrayList<>();
      for (var entry : map.entrySet()) {
        entries.add(entry.getKey() + "=" + text(entry.getValue()));
      }
      return entries.stream().sorted().collect(Collectors.joining(",", "{", "}"));
    }
    if (value instanceof List<?> list) {
      List<String> elements = new ArrayList<>();
      for (Object element : list) {
        elements.add(text(element));
      }
      return elements.stream().collect(Collectors.joining(",", "[", "]"));
    }
    if (value instanceof Timestamp time) {
      return time.toInstant().toString();
    }
    if (value instanceof OffsetDateTime time) {
      return time.toInstant().toString();
    }
    if (value instanceof Date day) {
      return day.toLocalDate().toString();
    }
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value);
  }
}
