package dev.tributary.schemas.columns;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The columns that every row of {@code events} has, in the order of the table and of each file: a
 * column's ordinal is its index. Whatever names them, writes them or reads them asks here.
 */
public enum EventColumn {
  EVENT_ID("string", "The event's id, or topic-partition-offset where none came"),
  EVENT_TIME(
      "timestamp",
      "When it happened (UTC): the client's timestamp when it is near enough to received_at, else"
          + " received_at"),
  EVENT_TIME_SOURCE(
      "string",
      "Whose clock event_time is: client, server (none was sent) or clamped (too far off)"),
  RECEIVED_AT("timestamp", "When the service took it (UTC)"),
  HOST("string", "The request's Host header"),
  USER_AGENT("string", "The request's User-Agent header"),
  ACCEPT("string", "The request's Accept header"),
  HEADERS("map<string,string>", "Other headers and unknown top-level fields"),
  RAW_EVENT("string", "The whole JSON text, as Kafka has it"),
  KAFKA_TOPIC("string", "The record's topic"),
  KAFKA_PARTITION("int", "The record's partition"),
  KAFKA_OFFSET("bigint", "The record's offset in its partition");

  /** All of them, in order. */
  public static final List<EventColumn> ALL = List.of(values());

  private final Column column;

  EventColumn(String hiveType, String comment) {
    this.column = new Column(name().toLowerCase(Locale.ROOT), hiveType, comment);
  }

  /** The column's name in tables and files. */
  public String column() {
    return column.name();
  }

  /** All of them, as a table's columns. */
  static List<Column> columns() {
    return Arrays.stream(values()).map(each -> each.column).toList();
  }
}
