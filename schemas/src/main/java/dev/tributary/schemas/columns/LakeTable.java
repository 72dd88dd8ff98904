package dev.tributary.schemas.columns;

import java.util.List;

/**
 * A table over Parquet files in Hive layout.
 *
 * @param name the table's name, which is its folder's name in the lake
 * @param comment what a row is
 * @param columns the columns in the files
 * @param partitionKeys the columns in the folders' names, outermost first
 */
public record LakeTable(
    String name, String comment, List<Column> columns, List<Column> partitionKeys) {

  /** One row for each event: the columns that every event has. */
  public static final LakeTable EVENTS =
      new LakeTable(
          "events",
          "One row for each event. A record of Kafka is one row here, one in dead_letters, or a"
              + " counted duplicate.",
          EventColumn.columns(),
          List.of(
              new Column("event_type", "string", "The event's type"),
              new Column(
                  "dt",
                  "string",
                  "Day of event_time, yyyy-MM-dd (UTC); of its receipt where too many hours of the"
                      + " past came at once"),
              new Column("hour", "string", "Hour of the same time, HH (UTC)")));

  /** What was wrong with an event that is a row all the same. */
  public static final Column PROBLEMS =
      new Column(
          "problems",
          "array<string>",
          "What was wrong: of declared fields that are NULL for that, and of a time that could not be read");

  /** One row for each record that can't become an event. */
  public static final LakeTable DEAD_LETTERS =
      new LakeTable(
          "dead_letters",
          "One row for each record that can't become a row of events, with its reason.",
          List.of(
              new Column("received_at", "timestamp", "When Kafka took the record (UTC)"),
              new Column("reason", "string", "Why, as one of a closed set of words"),
              new Column("field", "string", "The field at fault, or NULL for the whole record"),
              new Column("detail", "string", "The field, its value (shortened) and the rule"),
              new Column("raw_event", "string", "The record's value, as raw_encoding says"),
              new Column("raw_encoding", "string", "utf-8, or base64 where it is not UTF-8"),
              new Column("kafka_topic", "string", "The record's topic"),
              new Column("kafka_partition", "int", "The record's partition"),
              new Column("kafka_offset", "bigint", "The record's offset in its partition")),
          List.of(new Column("dt", "string", "Day of received_at, yyyy-MM-dd (UTC)")));
}
