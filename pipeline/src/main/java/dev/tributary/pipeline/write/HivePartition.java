package dev.tributary.pipeline.write;

import dev.tributary.schemas.LakeTable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The folders of the lake, as paths under its root. Pure; all times are UTC. */
final class HivePartition {
  private HivePartition() {}

  /** The folder of events of a type and the hour that holds the instant (ms since the epoch). */
  static String ofEvents(String eventType, long millis) {
    LocalDateTime time = utc(millis);
    int hour = time.getHour();
    return LakeTable.EVENTS.name()
        + "/event_type="
        + eventType
        + "/dt="
        + time.toLocalDate()
        + "/hour="
        + (hour < 10 ? "0" : "")
        + hour;
  }

  /** The folder of dead letters of the day that holds the instant (ms since the epoch). */
  static String ofDeadLetters(long millis) {
    return LakeTable.DEAD_LETTERS.name() + "/dt=" + utc(millis).toLocalDate();
  }

  private static LocalDateTime utc(long millis) {
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
  }
}
