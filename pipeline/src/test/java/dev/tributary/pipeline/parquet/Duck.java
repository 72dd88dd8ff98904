package dev.tributary.pipeline.parquet;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Questions to DuckDB, which shares no code with the writers of Parquet here. */
final class Duck {
  /** Rows of one file that differ from those of the other in any column, or are missing there. */
  private static final String DIFFERENT =
      """
      SELECT count(*)
      FROM read_parquet('%s', file_row_number = true) AS one
      FULL JOIN read_parquet('%s', file_row_number = true) AS other USING (file_row_number)
      WHERE one IS DISTINCT FROM other
      """;

  private Duck() {}

  static long differences(Path one, Path other) {
    return number(DIFFERENT.formatted(one, other));
  }

  static long number(String sql) {
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement();
        var found = statement.executeQuery(sql)) {
      found.next();
      return found.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot ask DuckDB: " + sql, e);
    }
  }
}
