package dev.tributary.pipeline.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;

/** Compares the files of folders as DuckDB reads them. */
final class DuckRows {
  private static final String FILES =
      "read_parquet('%s/*.parquet', union_by_name=true, hive_partitioning=false)";

  private DuckRows() {}

  /** All values of all columns of the files before, row by row in whatever order. */
  static void assertSame(Path before, Path after) throws Exception {
    String old = FILES.formatted(before);
    String young = FILES.formatted(after);
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement()) {
      List<String> columns = new ArrayList<>();
      try (var found = statement.executeQuery("DESCRIBE SELECT * FROM " + old)) {
        while (found.next()) {
          columns.add('"' + found.getString(1) + '"');
        }
      }
      String all = "SELECT " + String.join(", ", columns) + " FROM ";
      for (String difference :
          List.of(
              all + old + " EXCEPT ALL " + all + young, all + young + " EXCEPT ALL " + all + old)) {
        try (var found = statement.executeQuery("SELECT count(*) FROM (" + difference + ")")) {
          found.next();
          assertThat(found.getLong(1)).as(difference).isZero();
        }
      }
    }
  }

  /** The values of a column. */
  static List<String> texts(Path folder, String column) throws Exception {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement();
        var found =
            statement.executeQuery("SELECT " + column + " FROM " + FILES.formatted(folder))) {
      List<String> texts = new ArrayList<>();
      while (found.next()) {
        texts.add(found.getString(1));
      }
      return texts;
    }
  }
}
