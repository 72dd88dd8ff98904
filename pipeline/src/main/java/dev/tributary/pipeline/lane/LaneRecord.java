package dev.tributary.pipeline.lane;

/**
 * One Kafka record of a lane.
 *
 * @param offset its offset in its lane
 * @param timestampMillis its Kafka timestamp, milliseconds since the epoch; one before 1970 or past
 *     the year 9999, which no reader of the lake could show, counts as that end of time
 * @param value its untouched bytes; empty where the record has none
 * @param replayOf the position that a replayed record had first, as text; empty for all others
 */
public record LaneRecord(long offset, long timestampMillis, byte[] value, String replayOf) {
  private static final long END_OF_9999_MILLIS = 253_402_300_799_999L;

  public LaneRecord {
    timestampMillis = Math.max(0, Math.min(timestampMillis, END_OF_9999_MILLIS));
  }

  /** A record that is no replay. */
  public LaneRecord(long offset, long timestampMillis, byte[] value) {
    this(offset, timestampMillis, value, "");
  }
}
