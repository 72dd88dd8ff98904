package dev.tributary.it.bench.pipeline;

import dev.tributary.it.contents.RowContents;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** Whether a peer's files hold each record of the topic once, and what was sent there. */
record Check(Path folder, EventTopic topic) {
  void exact() throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      String files = folder + "/**/event_type=*/*/*/*.parquet";
      count(duck, files);
      List<String> differences =
          new RowContents(duck, files, RowContents.Places.KNOWN).differences();
      if (!differences.isEmpty()) {
        throw new IllegalStateException(
            "Rows are not what was sent: " + String.join("; ", differences));
      }
    }
  }

  private void count(Connection duck, String files) throws SQLException {
    String sql =
        "SELECT count(*), count(DISTINCT (kafka_partition, kafka_offset)), count(DISTINCT event_id)"
            + " FROM read_parquet('"
            + files
            + "', hive_partitioning=true, hive_types_autocast=false)";
    try (var statement = duck.createStatement();
        var counts = statement.executeQuery(sql)) {
      counts.next();
      for (int i = 1; i <= 3; i++) {
        if (counts.getLong(i) != topic.events()) {
          throw new IllegalStateException(
              "Not exact: rows %d, positions %d, ids %d of %d"
                  .formatted(
                      counts.getLong(1), counts.getLong(2), counts.getLong(3), topic.events()));
        }
      }
    }
  }
}
