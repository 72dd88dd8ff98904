package dev.tributary.schemas;

/**
 * The times of an event, from what its record says.
 *
 * @param receivedMillis time of receipt, milliseconds since the epoch
 * @param millis event time, milliseconds since the epoch
 * @param source whose time that is
 */
record EventTimes(long receivedMillis, long millis, EventTimeSource source) {
  /** In the place of a time that the record does not say. */
  static final long UNSAID = Long.MAX_VALUE;

  private static final long DAY_MILLIS = 86_400_000;
  private static final long MAX_LATE_MILLIS = 7 * DAY_MILLIS;
  private static final long MAX_AHEAD_MILLIS = 300_000;
  private static final long YEAR_2000_MILLIS = 946_684_800_000L;

  /**
   * Believes what is possible.
   *
   * @param recordMillis the record's Kafka timestamp
   * @param receivedAt the record's {@code received_at}, or {@link #UNSAID}
   * @param timestamp the record's {@code timestamp}, or {@link #UNSAID}
   */
  static EventTimes of(long recordMillis, long receivedAt, long timestamp) {
    boolean possible =
        receivedAt != UNSAID
            && receivedAt >= YEAR_2000_MILLIS
            && receivedAt <= recordMillis + MAX_AHEAD_MILLIS;
    long received = possible ? receivedAt : recordMillis;
    if (timestamp == UNSAID) {
      return new EventTimes(received, received, EventTimeSource.DOOR);
    }
    boolean near =
        timestamp >= received - MAX_LATE_MILLIS && timestamp <= received + MAX_AHEAD_MILLIS;
    return near
        ? new EventTimes(received, timestamp, EventTimeSource.CLIENT)
        : new EventTimes(received, received, EventTimeSource.CLAMPED);
  }
}
