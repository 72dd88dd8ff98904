package dev.tributary.it.console;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a user does with SQL that the console shows. */
final class ShownSql {
  private ShownSql() {}

  /** A question for a text in the data of the rows that the SQL finds. */
  static String text(String name, String sql) {
    return "SELECT json_extract_scalar(raw_event, '$.data." + name + "') FROM (" + sql + ")";
  }

  /** The IDs of the rows that it finds when DuckDB runs it. */
  static List<String> idsByDuckDb(String sql, Path lake) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement();
        var rows = statement.executeQuery(sql.replace("LAKE", lake.toString()))) {
      while (rows.next()) {
        ids.add(rows.getString("event_id"));
      }
    }
    return ids;
  }
}
