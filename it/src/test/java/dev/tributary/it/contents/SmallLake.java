package dev.tributary.it.contents;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A lake of a few records that DuckDB decodes and writes, so that a test can spoil a row before it
 * is written.
 */
public final class SmallLake implements AutoCloseable {
  private static final String EVENTS =
      """
      CREATE TABLE events AS
      SELECT *, strftime(event_time, '%Y-%m-%d') AS dt, strftime(event_time, '%H') AS hour
      FROM (
        SELECT row_name, topic AS kafka_topic, place AS kafka_partition, "offset" AS kafka_offset,
          raw_event, raw_event->>'event_type' AS event_type,
          coalesce(raw_event->>'id', row_name) AS event_id,
          CAST(left(coalesce(raw_event->>'timestamp', raw_event->>'received_at', now_text), 23)
            AS TIMESTAMP) AS event_time,
          CAST(left(coalesce(raw_event->>'received_at', now_text), 23) AS TIMESTAMP) AS received_at,
          raw_event->>'Host' AS host,
          CASE WHEN raw_event->>'X-Note' IS NULL THEN MAP {}
            ELSE MAP {'X-Note': raw_event->>'X-Note', 'X-Digest': raw_event->>'X-Digest'} END
            AS headers,
          raw_event->'data'->>'group_id' AS group_id, raw_event->'data'->>'player_id' AS player_id,
          raw_event->'data'->>'member_id' AS member_id,
          CAST(raw_event->'data'->>'level' AS BIGINT) AS level,
          raw_event->'data'->>'greeting' AS greeting, raw_event->'data'->>'reason' AS reason,
          raw_event->'data'->>'text' AS text, raw_event->'data'->>'reply_to' AS reply_to,
          CAST(raw_event->'data'->'mentions' AS VARCHAR[]) AS mentions,
          raw_event->'data'->>'page' AS page, raw_event->'data'->>'referrer' AS referrer
        FROM (SELECT *, decode(value) AS raw_event, '2026-01-02T03:04:05Z' AS now_text
          FROM records WHERE is_row))
      """;
  private static final String DEAD_LETTERS =
      """
      CREATE TABLE dead_letters AS
      SELECT row_name, topic AS kafka_topic, place AS kafka_partition, "offset" AS kafka_offset,
        'base64' AS raw_encoding, to_base64(value) AS raw_event, '2026-01-02' AS dt
      FROM records WHERE NOT is_row
      """;

  private final Connection duck;

  /** An empty one. */
  public SmallLake() throws SQLException {
    duck = DriverManager.getConnection("jdbc:duckdb:");
    duck.setAutoCommit(false); // a transaction for each record takes most of the time
    run(
        "CREATE TABLE records (row_name VARCHAR, topic VARCHAR, place INTEGER, \"offset\" BIGINT,"
            + " value BLOB, is_row BOOLEAN)");
  }

  /** Puts a record that becomes a row. */
  public void putRow(String topic, int partition, long offset, byte[] value) throws SQLException {
    put("true", topic, partition, offset, value);
  }

  /** Puts a record that becomes a dead letter. */
  public void putDeadLetter(String topic, int partition, long offset, byte[] value)
      throws SQLException {
    put("false", topic, partition, offset, value);
  }

  private void put(String isRow, String topic, int partition, long offset, byte[] value)
      throws SQLException {
    String sql = "INSERT INTO records VALUES (concat_ws('-', ?, ?, ?), ?, ?, ?, ?, " + isRow + ")";
    try (var insert = duck.prepareStatement(sql)) {
      for (int at = 0; at <= 3; at += 3) {
        insert.setString(at + 1, topic);
        insert.setInt(at + 2, partition);
        insert.setLong(at + 3, offset);
      }
      insert.setBytes(7, value);
      insert.executeUpdate();
    }
  }

  /** All is put: from now on rows can be spoiled. */
  public void decode() throws SQLException {
    run(EVENTS);
    run(DEAD_LETTERS);
  }

  /** Swaps what two rows of a table have in a column; a row is named by topic-partition-offset. */
  public void swap(String table, String column, String one, String other) throws SQLException {
    run(
        ("UPDATE %1$s SET %2$s = (SELECT from_row.%2$s FROM %1$s AS from_row WHERE"
                + " from_row.row_name ="
                + " CASE %1$s.row_name WHEN '%3$s' THEN '%4$s' ELSE '%3$s' END)"
                + " WHERE row_name IN ('%3$s', '%4$s')")
            .formatted(table, column, one, other));
  }

  /** Writes the tables' files into a folder. */
  public void write(Path lake) throws Exception {
    Files.createDirectories(lake);
    String copy =
        "COPY (SELECT * EXCLUDE row_name FROM %1$s) TO '%2$s/%1$s'"
            + " (FORMAT parquet, PARTITION_BY (%3$s))";
    run(copy.formatted("events", lake, "event_type, dt, hour"));
    run(copy.formatted("dead_letters", lake, "dt"));
  }

  private void run(String sql) throws SQLException {
    try (var statement = duck.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    duck.close();
  }
}
