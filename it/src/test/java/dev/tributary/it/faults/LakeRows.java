package dev.tributary.it.faults;

import dev.tributary.it.contents.RowContents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One table of a lake as DuckDB reads its files.
 *
 * @param md5s of the records' values, by the positions in the rows
 * @param rows how many rows there are
 * @param ids distinct ids; one made of its record's position stands for that record alone
 * @param differences rows that contradict themselves
 */
record LakeRows(Map<Sent.Position, String> md5s, long rows, long ids, List<String> differences) {
  private static final int NAMED = 20;

  /** A table, and the MD5 of a record's value in SQL. */
  enum Table {
    EVENTS("events/*/*/*", "md5(raw_event)"),
    DEAD_LETTERS(
        "dead_letters/*",
        "CASE raw_encoding WHEN 'base64' THEN md5(from_base64(raw_event)) ELSE md5(raw_event) END");

    private final String folders;
    private final String md5;

    Table(String folders, String md5) {
      this.folders = folders;
      this.md5 = md5;
    }

    String glob(Path lake) {
      return lake + "/" + folders + "/*.parquet";
    }

    String md5() {
      return md5;
    }

    boolean hasFiles(Path lake) throws IOException {
      Path table = lake.resolve(folders.substring(0, folders.indexOf('/')));
      if (!Files.isDirectory(table)) {
        return false;
      }
      try (var all = Files.walk(table)) {
        return all.anyMatch(file -> file.toString().endsWith(".parquet"));
      }
    }
  }

  static LakeRows read(Connection duck, Path lake, Table table) throws SQLException, IOException {
    if (!table.hasFiles(lake)) {
      return new LakeRows(Map.of(), 0, 0, List.of());
    }
    String files = table.glob(lake);
    Map<Sent.Position, String> md5s = new HashMap<>();
    long rows = 0;
    String each =
        "SELECT kafka_topic, kafka_partition, kafka_offset, %s FROM read_parquet('%s',"
            + " union_by_name=true)";
    try (var statement = duck.createStatement();
        var found = statement.executeQuery(each.formatted(table.md5, files))) {
      while (found.next()) {
        md5s.put(
            new Sent.Position(found.getString(1), found.getInt(2), found.getLong(3)),
            found.getString(4));
        rows++;
      }
    }
    if (table == Table.DEAD_LETTERS) {
      return new LakeRows(md5s, rows, rows, List.of());
    }
    return new LakeRows(
        md5s,
        rows,
        ids(duck, files),
        new RowContents(duck, files, RowContents.Places.UNKNOWN).differences());
  }

  private static long ids(Connection duck, String files) throws SQLException {
    String ids =
        "SELECT count(DISTINCT event_id) FILTER (event_id <> made) + count(*) FILTER"
            + " (event_id = made) FROM (SELECT event_id, concat_ws('-', kafka_topic,"
            + " kafka_partition, kafka_offset) AS made FROM read_parquet('%s',"
            + " union_by_name=true))";
    try (var statement = duck.createStatement();
        var count = statement.executeQuery(ids.formatted(files))) {
      count.next();
      return count.getLong(1);
    }
  }

  Set<Sent.Position> positions() {
    return md5s.keySet();
  }

  /** Rows of a position, or of an id, that has one already. */
  long tooMany() {
    return rows - md5s.size() + rows - ids;
  }

  /** The first of the rows whose record has another value in its topic. */
  List<String> unlike(Map<Sent.Position, String> inTopics) {
    return md5s.entrySet().stream()
        .filter(row -> !inTopics.getOrDefault(row.getKey(), row.getValue()).equals(row.getValue()))
        .map(row -> row.getKey() + ": raw_event is not what was sent there")
        .limit(NAMED)
        .toList();
  }
}
