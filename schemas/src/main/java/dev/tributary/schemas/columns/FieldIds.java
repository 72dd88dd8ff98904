package dev.tributary.schemas.columns;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The Parquet field ids of a table's columns. A column keeps its id for ever, so that a table
 * format that finds columns by id (Iceberg) can take the files as they are. Immutable.
 *
 * @param byPath the id of each column and of each one inside it: {@code lines}, {@code
 *     lines.element}, {@code lines.element.sku}, {@code headers.key}, {@code headers.value}
 */
public record FieldIds(Map<String, Integer> byPath) {
  /** The first id of {@code events} that is not reserved for the columns that every event has. */
  public static final int FIRST_DECLARED = 1_000;

  /** The columns of {@code dead_letters}, an id space of its own. */
  public static final FieldIds DEAD_LETTERS =
      new FieldIds(
          numbered(
              "received_at",
              "reason",
              "field",
              "detail",
              "raw_event",
              "raw_encoding",
              "kafka_topic",
              "kafka_partition",
              "kafka_offset",
              "dt"));

  /** The columns of {@code events} that are not declared. New ones come last. */
  public static final FieldIds EVERY_EVENT =
      new FieldIds(
          numbered(
              "event_id",
              "event_time",
              "event_time_source",
              "received_at",
              "host",
              "user_agent",
              "accept",
              "headers",
              "headers.key",
              "headers.value",
              "raw_event",
              "kafka_topic",
              "kafka_partition",
              "kafka_offset",
              "problems",
              "problems.element",
              "event_type",
              "dt",
              "hour"));

  /** The columns of {@code commits}, an id space of its own. */
  public static final FieldIds COMMITS =
      new FieldIds(
          numbered(
              "kind",
              "sequence",
              "log_id",
              "log_offset",
              "committed_at",
              "owner",
              "rows",
              "dead_letters",
              "duplicates",
              "lost",
              "files",
              "bytes",
              "lanes",
              "lanes.element",
              "lanes.element.topic",
              "lanes.element.partition",
              "lanes.element.topic_id",
              "lanes.element.from_offset",
              "lanes.element.to_offset",
              "lanes.element.rows",
              "lanes.element.duplicates",
              "lanes.element.dead_letters",
              "lanes.element.lost",
              "hours",
              "hours.element",
              "hours.element.event_type",
              "hours.element.dt",
              "hours.element.hour",
              "hours.element.rows",
              "hours.element.files",
              "hours.element.bytes",
              "duplicates_by_type",
              "duplicates_by_type.key",
              "duplicates_by_type.value",
              "dead_letters_by_reason",
              "dead_letters_by_reason.key",
              "dead_letters_by_reason.value",
              "dt"));

  /** The columns of {@code hours}, an id space of its own. */
  public static final FieldIds HOURS =
      new FieldIds(
          numbered(
              "event_type", "hour", "rows", "sealed_at", "reopened", "removed", "dt", "expired"));

  public FieldIds {
    byPath = Map.copyOf(byPath);
  }

  private static Map<String, Integer> numbered(String... paths) {
    Map<String, Integer> byPath = new LinkedHashMap<>();
    for (String path : paths) {
      byPath.put(path, byPath.size() + 1);
    }
    return byPath;
  }

  /** These and more. */
  public FieldIds and(Map<String, Integer> more) {
    Map<String, Integer> all = new HashMap<>(byPath);
    all.putAll(more);
    return new FieldIds(all);
  }

  /**
   * The id of a column.
   *
   * @throws IllegalStateException when it has none
   */
  public int of(String path) {
    Integer id = byPath.get(path);
    if (id == null) {
      throw new IllegalStateException(
          "Cannot write the column "
              + path
              + ": it has no field id (schemas/events/field-ids.txt)");
    }
    return id;
  }
}
