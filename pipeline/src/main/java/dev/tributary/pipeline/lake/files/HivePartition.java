package dev.tributary.pipeline.lake.files;

import dev.tributary.schemas.columns.LakeTable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * A partition of the lake; all times are UTC. It is a key first: each row asks for its file by it,
 * and the folder's path is made only when a file is opened.
 *
 * @param eventType the event type; null: a day of {@code dead_letters}
 * @param fromMillis the start of its hour, of its day for dead letters; ms since the epoch
 */
public record HivePartition(String eventType, long fromMillis) {
  private static final long HOUR_MILLIS = 3_600_000;
  private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

  /** Events of a type and the hour that holds the instant (ms since the epoch). */
  public static HivePartition ofEvents(String eventType, long millis) {
    return new HivePartition(eventType, Math.floorDiv(millis, HOUR_MILLIS) * HOUR_MILLIS);
  }

  /** Dead letters of the day that holds the instant (ms since the epoch). */
  public static HivePartition ofDeadLetters(long millis) {
    return new HivePartition(null, Math.floorDiv(millis, DAY_MILLIS) * DAY_MILLIS);
  }

  /** Its folder, as a path under the lake's root. */
  public String path() {
    LocalDateTime from = LocalDateTime.ofInstant(Instant.ofEpochMilli(fromMillis), ZoneOffset.UTC);
    if (eventType == null) {
      return LakeTable.DEAD_LETTERS.name() + "/dt=" + from.toLocalDate();
    }
    int hour = from.getHour();
    return LakeTable.EVENTS.name()
        + "/event_type="
        + eventType
        + "/dt="
        + from.toLocalDate()
        + "/hour="
        + (hour < 10 ? "0" : "")
        + hour;
  }
}
