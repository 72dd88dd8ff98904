package dev.tributary.ledger.account;

import java.time.Duration;

/**
 * A span of time, ms since the epoch. Its bounds are whole minutes, or whole hours where it is
 * longer than a day: so finely the counts are kept.
 *
 * @param from its begin
 * @param to its end, which is not part of it
 * @param width a minute or an hour
 */
public record Span(long from, long to, long width) {
  static final long MINUTE = Duration.ofMinutes(1).toMillis();
  static final long HOUR = Duration.ofHours(1).toMillis();
  static final long DAY = Duration.ofDays(1).toMillis();

  public Span {
    if (to <= from || width != MINUTE && width != HOUR) {
      throw new IllegalArgumentException(
          "A span must end after its begin, and be in minutes or hours: "
              + (from + " to " + to + " by " + width));
    }
  }

  /** The last minutes, hours or days, and the part of a minute or hour that is not over. */
  public static Span last(Duration length, long nowMillis) {
    long width = length.toMillis() > DAY ? HOUR : MINUTE;
    long end = (Math.floorDiv(nowMillis, width) + 1) * width;
    return new Span(end - width - length.toMillis(), end, width);
  }

  /** The same time a day before. */
  public Span dayBefore() {
    return new Span(from - DAY, to - DAY, width);
  }

  /** A part of it, or a span beside it. */
  Span between(long begin, long end) {
    return new Span(begin, end, width);
  }
}
