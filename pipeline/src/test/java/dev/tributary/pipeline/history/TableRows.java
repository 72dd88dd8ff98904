package dev.tributary.pipeline.history;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The table as DuckDB reads it, which shares no code with the writer. */
final class TableRows {
  /** A commit as {@link MadeLog} remembers it, from the columns of its one lane. */
  private static final String COMMITS =
      """
      SELECT concat_ws(' ', sequence, log_offset,
          strftime(committed_at AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%SZ'),
          lanes[1].from_offset, lanes[1].to_offset, lanes[1].rows)
      FROM read_parquet([FILES])
      WHERE kind = 'commit' AND lanes[1].topic = 'events' AND lanes[1].partition = 3
        AND lanes[1].topic_id = 'id' AND len(lanes) = 1 AND rows = lanes[1].rows
        AND duplicates = 1 AND dead_letters = 1 AND lost = 0 AND files = 2
        AND bytes = 100 * rows + 100
        AND len(list_filter(hours, h -> h.event_type = 't' AND h.dt = '2026-11-24'
          AND h.hour = '10' AND h.rows = rows AND h.files = 1 AND h.bytes = 100 * rows)) = 1
        AND len(list_filter(hours, h -> h.event_type IS NULL AND h.dt = '2026-11-24'
          AND h.hour IS NULL AND h.rows = 1 AND h.files = 1)) = 1
        AND duplicates_by_type['t'] = 1 AND dead_letters_by_reason['NOT_JSON'] = 1
        AND owner = 'me' AND log_id = 'log-1'
      ORDER BY log_offset
      """;

  private TableRows() {}

  /** The commits in the files, as a line each. */
  static List<String> commits(Path lake, List<CommitsFile> files) {
    return lines(lake, files, COMMITS);
  }

  static List<String> lines(Path lake, List<CommitsFile> files, String sql) {
    String list =
        files.stream()
            .map(file -> "'" + lake.resolve(file.path()) + "'")
            .collect(Collectors.joining(","));
    List<String> lines = new ArrayList<>();
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement();
        var found = statement.executeQuery(sql.replace("FILES", list))) {
      while (found.next()) {
        lines.add(found.getString(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot ask DuckDB: " + sql, e);
    }
    return lines;
  }
}
