package dev.tributary.pipeline.lane;

/**
 * How far a record's Kafka timestamp is believed. Where producers stamp records (CreateTime), a
 * stamp can be anything; where the broker does (LogAppendTime, what we make topics with), all are
 * believed.
 */
public final class RecordTimes {
  /** A clock that is a little ahead of ours: counts as this much ahead at most. */
  public static final long MAX_AHEAD_MILLIS = 60_000;

  /** No clock is so far ahead of ours: the stamp says nothing about the lane's time. */
  private static final long ABSURD_MILLIS = 86_400_000;

  private RecordTimes() {}

  /** True when the stamp says nothing: it is more than a day ahead of the worker's clock. */
  public static boolean isAbsurd(long recordMillis, long nowMillis) {
    return recordMillis > nowMillis + ABSURD_MILLIS;
  }

  /** The time that a stamp which is not absurd stands for, ms since the epoch. */
  public static long believed(long recordMillis, long nowMillis) {
    return Math.min(recordMillis, nowMillis + MAX_AHEAD_MILLIS);
  }
}
