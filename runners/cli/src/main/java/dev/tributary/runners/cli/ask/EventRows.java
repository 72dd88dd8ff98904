package dev.tributary.runners.cli.ask;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Rows of the table {@code events}, asked of Presto. */
final class EventRows {
  /** A row's receipt, in SQL: its position. */
  static final String RECEIPT =
      "kafka_topic || '-' || CAST(kafka_partition AS varchar) || '-'"
          + " || CAST(kafka_offset AS varchar)";

  private static final int MOST_OF_ONE_ID = 20;

  private final PrestoOptions presto;

  EventRows(PrestoOptions presto) {
    this.presto = presto;
  }

  /** The receipts of the rows with this ID, the oldest first; at most 20. */
  List<String> receiptsOf(String id, Duration past) throws IOException, SQLException {
    String sql =
        """
        SELECT %s
        FROM events WHERE event_id = %s AND dt >= '%s'
        ORDER BY event_time LIMIT %d"""
            .formatted(RECEIPT, quoted(id), day(past), MOST_OF_ONE_ID);
    var receipts = new ArrayList<String>();
    try (Connection connection = presto.connect();
        Statement question = connection.createStatement();
        ResultSet rows = question.executeQuery(sql)) {
      while (rows.next()) {
        receipts.add(rows.getString(1));
      }
    }
    return receipts;
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static LocalDate day(Duration past) {
    return LocalDate.ofInstant(Clock.systemUTC().instant().minus(past), ZoneOffset.UTC);
  }
}
