package dev.tributary.schemas.rules;

import java.util.List;

/**
 * The times of an event, from what its record says.
 *
 * @param receivedMillis time of receipt, milliseconds since the epoch
 * @param millis event time, milliseconds since the epoch
 * @param source whose time that is
 * @param problems a sentence where the record's {@code received_at} is not believed
 */
public record EventTimes(
    long receivedMillis, long millis, EventTimeSource source, List<String> problems) {
  /** In the place of a time that the record does not say. */
  public static final long UNSAID = Long.MAX_VALUE;

  /** What is said of an event whose {@code received_at} is not believed. */
  public static final String IMPOSSIBLE_RECEIPT =
      "received_at must lie within a day before and 5 minutes after the time of its Kafka record:"
          + " that time counts";

  private static final List<String> IMPOSSIBLE = List.of(IMPOSSIBLE_RECEIPT);

  private static final long DAY_MILLIS = 86_400_000;
  private static final long MAX_LATE_MILLIS = 7 * DAY_MILLIS;
  private static final long MAX_AHEAD_MILLIS = 300_000;
  private static final long YEAR_2000_MILLIS = 946_684_800_000L;

  /**
   * How the times of a record are believed.
   *
   * @param recordMillis the record's Kafka timestamp
   * @param earliestReceipt the earliest {@code received_at} that it may name
   */
  public record Belief(long recordMillis, long earliestReceipt) {
    /** Of a record that came from its producer. */
    public static Belief first(long recordMillis) {
      return new Belief(recordMillis, Math.max(YEAR_2000_MILLIS, recordMillis - DAY_MILLIS));
    }

    /** Of a dead letter that was replayed: it was received long before its record. */
    public static Belief replayed(long recordMillis) {
      return new Belief(recordMillis, YEAR_2000_MILLIS);
    }
  }

  /**
   * Believes what is possible.
   *
   * @param receivedAt the record's {@code received_at}, or {@link #UNSAID}
   * @param timestamp the record's {@code timestamp}, or {@link #UNSAID}
   */
  public static EventTimes of(Belief belief, long receivedAt, long timestamp) {
    long recordMillis = belief.recordMillis();
    boolean possible =
        receivedAt >= belief.earliestReceipt() && receivedAt <= recordMillis + MAX_AHEAD_MILLIS;
    long received = possible ? receivedAt : recordMillis;
    List<String> problems = possible || receivedAt == UNSAID ? List.of() : IMPOSSIBLE;
    if (timestamp == UNSAID) {
      return new EventTimes(received, received, EventTimeSource.SERVER, problems);
    }
    boolean near =
        timestamp >= received - MAX_LATE_MILLIS && timestamp <= received + MAX_AHEAD_MILLIS;
    return near
        ? new EventTimes(received, timestamp, EventTimeSource.CLIENT, problems)
        : new EventTimes(received, received, EventTimeSource.CLAMPED, problems);
  }
}
