package dev.tributary.it.bench.pipeline;

import java.nio.file.Path;
import java.sql.DriverManager;

/** Whether a peer's files hold each record of the topic once, under its event type. */
record Check(Path folder, EventTopic topic) {
  void exact() throws Exception {
    String sql =
        "SELECT count(*), count(DISTINCT (kafka_partition, kafka_offset)), count(DISTINCT event_id),"
            + " count(*) FILTER (json_extract_string(raw_event, 'event_type') <> event_type) FROM"
            + " read_parquet('"
            + folder
            + "/**/*.parquet', hive_partitioning=true, hive_types_autocast=false)";
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement();
        var counts = statement.executeQuery(sql)) {
      counts.next();
      long misplaced = counts.getLong(4);
      for (int i = 1; i <= 3; i++) {
        if (counts.getLong(i) != topic.events() || misplaced != 0) {
          throw new IllegalStateException(
              "Not exact: rows %d, positions %d, ids %d of %d, misplaced %d"
                  .formatted(
                      counts.getLong(1),
                      counts.getLong(2),
                      counts.getLong(3),
                      topic.events(),
                      misplaced));
        }
      }
    }
  }
}
