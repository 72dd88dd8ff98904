package dev.tributary.pipeline.decode;

import java.time.Clock;
import java.util.Optional;

/**
 * Says at most once a minute how many late events went into the hour of their receipt. One thread.
 */
final class LateEventsLine {
  private static final long EVERY_MILLIS = 60_000;

  private final Clock clock;
  private final int maxLateHours;
  private long count;
  private long nextMillis = Long.MIN_VALUE;

  /** The line names the limit. */
  LateEventsLine(Clock clock, int maxLateHours) {
    this.clock = clock;
    this.maxLateHours = maxLateHours;
  }

  /** Counts events; the line, where one is due. */
  Optional<String> add(long events) {
    count += events;
    long now = clock.millis();
    if (count == 0 || now < nextMillis) {
      return Optional.empty();
    }
    String line =
        ("Late events of undeclared types are in the hour of their receipt count=%d"
                + " (--maxLateHours=%d a minute)")
            .formatted(count, maxLateHours);
    count = 0;
    nextMillis = now + EVERY_MILLIS;
    return Optional.of(line);
  }
}
