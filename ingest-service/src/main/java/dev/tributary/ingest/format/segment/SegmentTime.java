package dev.tributary.ingest.format.segment;

import dev.tributary.schemas.rules.Rfc3339;
import java.time.Instant;
import java.util.List;

/**
 * When a Segment message happened.
 *
 * @param said as the client wrote it; empty when it did not
 * @param sent when the message was sent, by the client's clock
 */
record SegmentTime(String said, Sent sent) {
  private static final long YEAR_1_MILLIS = -62_135_596_800_000L;
  private static final long YEAR_10000_MILLIS = 253_402_300_800_000L;

  /**
   * When something was sent.
   *
   * @param said as the client wrote it; empty when it did not
   * @param millis since the epoch, or {@link Rfc3339#INVALID}
   */
  record Sent(String said, long millis) {
    static final Sent UNSAID = new Sent("", Rfc3339.INVALID);

    static Sent of(String said) {
      return said.isEmpty() ? UNSAID : new Sent(said, ExternalTimes.parseMillis(said));
    }
  }

  /**
   * The time that goes into the event.
   *
   * @param timestamp in RFC 3339; empty for the time of receipt
   * @param problems what could not be read, a sentence each
   */
  record Corrected(String timestamp, List<String> problems) {}

  /** The client's clock may be wrong; what it says between two of its own times is right. */
  Corrected corrected(Sent ofBatch, long receivedMillis) {
    Sent when = sent.said().isEmpty() ? ofBatch : sent;
    if (said.isEmpty()) {
      return new Corrected("", List.of());
    }
    long millis = ExternalTimes.parseMillis(said);
    if (millis == Rfc3339.INVALID) {
      return new Corrected("", List.of(problem("timestamp", said, "the time of receipt counts")));
    }
    if (when.said().isEmpty()) {
      return new Corrected(written(millis), List.of());
    }
    if (when.millis() == Rfc3339.INVALID) {
      String then = "timestamp is not corrected by it";
      return new Corrected(written(millis), List.of(problem("sentAt", when.said(), then)));
    }
    long corrected = receivedMillis - (when.millis() - millis);
    boolean writable = corrected >= YEAR_1_MILLIS && corrected < YEAR_10000_MILLIS;
    return new Corrected(written(writable ? corrected : millis), List.of());
  }

  /** What was in RFC 3339 stays as it came. */
  private String written(long millis) {
    boolean same = Rfc3339.parseMillis(said) == millis;
    return same ? said : Instant.ofEpochMilli(millis).toString();
  }

  private static String problem(String field, String value, String then) {
    String cut = value.length() > 60 ? value.substring(0, 60) + "…" : value;
    return field + " can't be read as a time, " + then + ": " + cut;
  }
}
