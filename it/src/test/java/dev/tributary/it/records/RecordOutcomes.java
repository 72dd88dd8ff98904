package dev.tributary.it.records;

import dev.tributary.it.faults.CommitRecords;
import dev.tributary.it.faults.PipelineFixture;
import dev.tributary.it.faults.Sent.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What became of each record, as the lake's files (read by DuckDB) and the commit log tell it. */
record RecordOutcomes(Map<Position, List<End>> byPosition) {
  /**
   * One end of a record.
   *
   * @param what the row's folder, the dead letter's reason, or {@code duplicate}
   * @param md5 of the record's value as the lake kept it, in hex; empty where it is only counted
   */
  record End(String what, String md5) {}

  static RecordOutcomes read(PipelineFixture world) throws SQLException, IOException {
    var ends = new RecordOutcomes(new HashMap<>());
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      ends.add(
          duck,
          world.lake().resolve("events"),
          "*/*/*",
          "concat_ws('/', event_type, dt, hour), md5(raw_event)");
      ends.add(
          duck,
          world.lake().resolve("dead_letters"),
          "*",
          "reason, CASE raw_encoding WHEN 'base64' THEN md5(from_base64(raw_event))"
              + " ELSE md5(raw_event) END");
    }
    CommitRecords log = CommitRecords.read(world);
    ends.add(log.duplicates(), "duplicate");
    return ends;
  }

  private void add(Connection duck, Path table, String folders, String columns)
      throws SQLException, IOException {
    if (!hasFiles(table)) {
      return;
    }
    String query =
        "SELECT kafka_topic, kafka_partition, kafka_offset, %s FROM read_parquet('%s/%s/*.parquet',"
            + " hive_partitioning=true, hive_types_autocast=false, union_by_name=true)";
    try (var statement = duck.createStatement();
        var found = statement.executeQuery(query.formatted(columns, table, folders))) {
      while (found.next()) {
        var position = new Position(found.getString(1), found.getInt(2), found.getLong(3));
        add(position, new End(found.getString(4), found.getString(5)));
      }
    }
  }

  private static boolean hasFiles(Path table) throws IOException {
    if (!Files.isDirectory(table)) {
      return false;
    }
    try (var all = Files.walk(table)) {
      return all.anyMatch(file -> file.toString().endsWith(".parquet"));
    }
  }

  private void add(Set<Position> positions, String what) {
    positions.forEach(position -> add(position, new End(what, "")));
  }

  private void add(Position position, End end) {
    byPosition.computeIfAbsent(position, at -> new ArrayList<>()).add(end);
  }

  /** The rows and dead letters whose bytes are not those that the topic has there. */
  List<Position> otherBytes(Map<Position, String> md5s) {
    return byPosition.entrySet().stream()
        .filter(
            at ->
                at.getValue().stream()
                    .map(End::md5)
                    .anyMatch(md5 -> !md5.isEmpty() && !md5.equals(md5s.get(at.getKey()))))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** What became of the record; {@code none} or all of them where it is not one thing. */
  String of(Position position) {
    List<End> ends = byPosition.getOrDefault(position, List.of());
    return ends.size() == 1 ? ends.get(0).what() : ends.isEmpty() ? "none" : ends.toString();
  }
}
