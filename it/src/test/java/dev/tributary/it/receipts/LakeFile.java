package dev.tributary.it.receipts;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What DuckDB reads of a lake's files; it knows nothing of the commit log. */
final class LakeFile {
  private LakeFile() {}

  /** The columns of the rows at a receipt's position, in one file or all of a table's. */
  static List<String> rows(Path lake, String files, String columns, String receipt)
      throws SQLException {
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement();
        var found =
            statement.executeQuery(
                ("SELECT concat_ws(' ', %s) FROM read_parquet('%s/%s', union_by_name=true)"
                        + " WHERE concat_ws('-', kafka_topic, kafka_partition, kafka_offset) = '%s'")
                    .formatted(columns, lake, files, receipt))) {
      List<String> rows = new ArrayList<>();
      while (found.next()) {
        rows.add(found.getString(1));
      }
      return rows;
    }
  }

  /** The files that an answer names: the one, or those that can have the row. */
  static List<String> named(JsonNode receipt) {
    List<String> files = new ArrayList<>();
    if (receipt.has("file")) {
      files.add(receipt.path("file").asText());
    }
    receipt.path("files").forEach(file -> files.add(file.asText()));
    return files;
  }

  /** How many rows at the receipt's position the files have that its answer names. */
  static int rowsInNamed(Path lake, JsonNode receipt) throws SQLException {
    int rows = 0;
    for (String file : named(receipt)) {
      rows += rows(lake, file, "kafka_offset", receipt.path("receipt").asText()).size();
    }
    return rows;
  }
}
