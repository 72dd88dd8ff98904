package dev.tributary.runners.cli.ask;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The newest rows and dead letters, asked of Presto. */
final class NewestEvents {
  /** The state of a row. */
  static final String QUERYABLE = "queryable";

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH", Locale.ROOT);

  private final Duration past;
  private final int most;

  /** Events of this time before now, at most so many. */
  NewestEvents(Duration past, int most) {
    this.past = past;
    this.most = most;
  }

  /**
   * An event in a table.
   *
   * @param receivedAt in UTC
   * @param state queryable or dead_letter
   * @param receipt its position
   * @param what the event type, or the reason of a dead letter
   * @param id the event's ID; empty for a dead letter
   */
  record Event(String receivedAt, String state, String receipt, String what, String id) {}

  /** Those that are there now, the oldest first. */
  List<Event> read(Connection connection) throws SQLException {
    var events = new ArrayList<Event>();
    try (Statement question = connection.createStatement();
        ResultSet rows = question.executeQuery(sql())) {
      while (rows.next()) {
        events.add(
            0,
            new Event(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5)));
      }
    }
    return events;
  }

  private String sql() {
    LocalDateTime from = LocalDateTime.now(Clock.systemUTC()).minus(past);
    return """
    SELECT to_iso8601(received_at), state, receipt, what, id FROM (
      SELECT received_at, 'queryable' AS state, %1$s AS receipt, event_type AS what, event_id AS id
      FROM events WHERE dt > '%2$s' OR (dt = '%2$s' AND hour >= '%3$s')
      UNION ALL
      SELECT received_at, 'dead_letter', %1$s, reason, '' FROM dead_letters WHERE dt >= '%2$s')
    ORDER BY received_at DESC, receipt DESC LIMIT %4$d\
    """
        .formatted(EventRows.RECEIPT, DAY.format(from), HOUR.format(from), most);
  }
}
