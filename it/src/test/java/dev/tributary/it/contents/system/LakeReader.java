package dev.tributary.it.contents.system;

import dev.tributary.it.contents.json.Json;
import dev.tributary.it.contents.json.JsonReader;
import dev.tributary.it.contents.rule.DeclaredTypes;
import dev.tributary.it.contents.rule.Kind;
import dev.tributary.it.support.PrestoSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Reads the rows of a run through Presto, one event type after the other, a row at a time. */
final class LakeReader {
  private static final String MILLIS = "date_diff('millisecond', TIMESTAMP '1970-01-01 00:00:00', ";

  private static final String OWN_COLUMNS =
      "event_type, event_id, "
          + (MILLIS + "event_time), event_time_source, ")
          + (MILLIS + "received_at), host, user_agent, json_format(CAST(headers AS JSON)), ")
          + "raw_event, kafka_topic, kafka_partition, kafka_offset,"
          + " json_format(CAST(problems AS JSON))";

  private static final int OWN = 13;

  private final PrestoSql presto;
  private final String ofTheRun;
  private final Map<String, Kind> columns;

  /**
   * @param ofTheRun a condition that holds for all records since the run began
   */
  LakeReader(PrestoSql presto, String ofTheRun, DeclaredTypes types) {
    this.presto = presto;
    this.ofTheRun = ofTheRun;
    this.columns = types.columns();
  }

  /** Rows and dead letters so far. */
  List<Long> counts() throws SQLException {
    return List.of(
        presto.number("SELECT count(*) FROM events WHERE " + ofTheRun),
        presto.number("SELECT count(*) FROM dead_letters WHERE " + ofTheRun));
  }

  /** Gives each row. */
  void rows(Consumer<LakeRow> each) throws SQLException {
    String types = "SELECT DISTINCT event_type FROM events WHERE " + ofTheRun;
    for (List<String> type : presto.rows(types)) {
      String typed =
          columns.entrySet().stream()
              .map(column -> LakeColumns.expression(column.getKey(), column.getValue()))
              .collect(Collectors.joining(", "));
      query(
          "SELECT "
              + OWN_COLUMNS
              + ", "
              + typed
              + " FROM events WHERE event_type = '"
              + type.get(0)
              + "' AND ("
              + ofTheRun
              + ")",
          result -> each.accept(row(result)));
    }
  }

  /** A dead letter. */
  record Dead(String position, String reason, String raw) {}

  /** Gives each dead letter. */
  void deadLetters(Consumer<Dead> each) throws SQLException {
    query(
        "SELECT kafka_topic, kafka_partition, kafka_offset, reason, raw_event FROM dead_letters"
            + " WHERE "
            + ofTheRun,
        result ->
            each.accept(new Dead(position(result, 1), result.getString(4), result.getString(5))));
  }

  private interface Take {
    void row(ResultSet result) throws SQLException;
  }

  private void query(String sql, Take take) throws SQLException {
    try (var connection = presto.connect();
        var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      while (result.next()) {
        take.row(result);
      }
    }
  }

  private LakeRow row(ResultSet result) throws SQLException {
    Map<String, Json> cells = new TreeMap<>();
    int index = OWN;
    for (var column : columns.entrySet()) {
      index++;
      LakeColumns.cell(column.getValue(), result.getString(index))
          .ifPresent(cell -> cells.put(column.getKey(), cell));
    }
    return new LakeRow(
        result.getString(1),
        result.getString(2),
        new LakeRow.Times(result.getLong(3), result.getString(4), result.getLong(5)),
        Optional.ofNullable(result.getString(6)),
        Optional.ofNullable(result.getString(7)),
        Optional.ofNullable(result.getString(8)).map(JsonReader::read),
        result.getString(9),
        position(result, 10),
        Optional.ofNullable(result.getString(13)).map(JsonReader::read),
        cells);
  }

  private static String position(ResultSet result, int from) throws SQLException {
    return result.getString(from)
        + "-"
        + result.getString(from + 1)
        + "-"
        + result.getString(from + 2);
  }
}
