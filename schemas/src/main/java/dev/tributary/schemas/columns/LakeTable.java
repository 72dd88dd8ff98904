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

  /** One row for each commit, and for each swap of files: the commit log as a table. */
  public static final LakeTable COMMITS =
      new LakeTable(
          "commits",
          "One row for each commit of the pipeline, and for each swap of files. Sums of its columns"
              + " are the account of the lake.",
          List.of(
              new Column("kind", "string", "commit, or swap: files were replaced by others"),
              new Column("sequence", "bigint", "The commit's number; NULL for a swap"),
              new Column("log_id", "string", "Topic ID of the commit log"),
              new Column("log_offset", "bigint", "Offset of the record in the commit log"),
              new Column("committed_at", "timestamp", "When it was written (UTC)"),
              new Column("owner", "string", "The launch that committed it, or the keeper"),
              new Column(
                  "rows",
                  "bigint",
                  "Records that became rows of events; less than 0 where removed"),
              new Column("dead_letters", "bigint", "Records that became rows of dead_letters"),
              new Column("duplicates", "bigint", "Records whose ID and data were there before"),
              new Column("lost", "bigint", "Offsets that retention deleted unread"),
              new Column("files", "bigint", "Files that came, less those that were replaced"),
              new Column("bytes", "bigint", "Their length; NULL where it is not known"),
              new Column(
                  "lanes",
                  "array<struct<topic:string,partition:int,topic_id:string,from_offset:bigint,"
                      + "to_offset:bigint,rows:bigint,duplicates:bigint,dead_letters:bigint,"
                      + "lost:bigint>>",
                  "The same by lane, with the range of offsets; a swap has no range"),
              new Column(
                  "hours",
                  "array<struct<event_type:string,dt:string,hour:string,rows:bigint,files:bigint,"
                      + "bytes:bigint>>",
                  "Rows and files by folder; event_type and hour are NULL for dead letters"),
              new Column("duplicates_by_type", "map<string,bigint>", "Duplicates by event type"),
              new Column("dead_letters_by_reason", "map<string,bigint>", "Dead letters by reason")),
          List.of(
              new Column(
                  "dt",
                  "string",
                  "Day of committed_at, yyyy-MM-dd (UTC); never before the day of an older row")));

  /** One row for each hour of an event type: how many rows it has, and since when it is sealed. */
  public static final LakeTable HOURS =
      new LakeTable(
          "hours",
          "One row for each hour of an event type. rows + reopened - removed - expired is the count"
              + " of its rows in events.",
          List.of(
              new Column("event_type", "string", "The event type"),
              new Column("hour", "string", "Hour of events, HH (UTC)"),
              new Column("rows", "bigint", "Rows that were committed before the hour was sealed"),
              new Column("sealed_at", "timestamp", "When it was sealed (UTC); NULL: it is open"),
              new Column("reopened", "bigint", "Rows that were committed after it was sealed"),
              new Column("removed", "bigint", "Rows that compaction removed as duplicates"),
              new Column("expired", "bigint", "Rows that expired; NULL: none did")),
          List.of(new Column("dt", "string", "Day of the hour, yyyy-MM-dd (UTC)")));

  /** All tables of the lake, without the columns of declared event types. */
  public static List<LakeTable> all() {
    return List.of(EVENTS, DEAD_LETTERS, COMMITS, HOURS);
  }
}
