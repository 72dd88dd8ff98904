package dev.tributary.schemas.rules;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/** How long rows stay in the lake, as people write it: a duration, or nothing for ever. */
public final class RetentionTime {
  /** What every text must be. */
  public static final String RULE =
      "must be an ISO-8601 duration of P1D to P36500D, or PT0S: for ever";

  private static final Duration LEAST = Duration.ofDays(1);
  private static final Duration MOST = Duration.ofDays(36_500);

  private RetentionTime() {}

  /**
   * Reads the text.
   *
   * @return the time; zero: for ever
   * @throws IllegalArgumentException when it is another; the message begins with {@link #RULE}
   */
  public static Duration parse(String text) {
    Duration time;
    try {
      time = Duration.parse(text);
    } catch (DateTimeParseException notOne) {
      throw new IllegalArgumentException(RULE + ": " + text, notOne);
    }
    boolean isInRange = time.compareTo(LEAST) >= 0 && time.compareTo(MOST) <= 0;
    if (!time.isZero() && !isInRange) {
      throw new IllegalArgumentException(RULE + ": " + text);
    }
    return time;
  }

  /** The time as people write it: in days where it is a number of them. */
  public static String text(Duration time) {
    boolean isDays = !time.isZero() && time.equals(Duration.ofDays(time.toDays()));
    return isDays ? "P" + time.toDays() + "D" : time.toString();
  }
}
