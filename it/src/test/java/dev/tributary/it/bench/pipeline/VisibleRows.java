package dev.tributary.it.bench.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The rows that a reader of a folder sees, each since the first of its files was visible. */
final class VisibleRows implements AutoCloseable {
  private final Path folder;
  private final Connection duck;
  private final Map<String, Instant> files = new HashMap<>();
  private final Map<Position, Instant> since = new HashMap<>();

  VisibleRows(Path folder) throws SQLException {
    this.folder = folder;
    duck = DriverManager.getConnection("jdbc:duckdb:");
  }

  /** How many event types have a file. */
  long types() throws IOException {
    return VisibleFiles.under(folder).keySet().stream().map(VisibleRows::typeOf).distinct().count();
  }

  private static String typeOf(Path file) {
    String path = file.toString();
    int type = path.indexOf("/event_type=") + 1;
    return path.substring(type, path.indexOf('/', type));
  }

  /** Reads the files that came since the last look. */
  Map<Position, Instant> look() throws IOException, SQLException {
    Map<String, Instant> fresh = new HashMap<>();
    VisibleFiles.under(folder).forEach((file, changed) -> fresh.put(file.toString(), changed));
    fresh.keySet().removeAll(files.keySet());
    if (!fresh.isEmpty()) {
      read(fresh);
      files.putAll(fresh);
    }
    return since;
  }

  private void read(Map<String, Instant> fresh) throws SQLException {
    String sql =
        "SELECT kafka_partition, kafka_offset, filename FROM read_parquet(['"
            + fresh.keySet().stream().collect(Collectors.joining("', '"))
            + "'], filename=true, hive_partitioning=false)";
    try (var statement = duck.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        since.merge(
            new Position(rows.getInt(1), rows.getLong(2)),
            fresh.get(rows.getString(3)),
            (one, other) -> one.isBefore(other) ? one : other);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    duck.close();
  }
}
