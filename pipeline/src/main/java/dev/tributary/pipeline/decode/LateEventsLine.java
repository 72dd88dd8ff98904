package dev.tributary.pipeline.decode;

import java.util.Optional;

/**
 * Says at most once a minute how many late events went into the hour of their receipt. One thread.
 */
final class LateEventsLine {
  private static final long EVERY_MILLIS = 60_000;

  private final int maxLateHours;
  private long count;
  private long nextMillis = Long.MIN_VALUE;

  /** The line names the limit. */
  LateEventsLine(int maxLateHours) {
    this.maxLateHours = maxLateHours;
  }

  /** Counts events; the line, where one is due. */
  Optional<String> add(long events, long nowMillis) {
    count += events;
    if (count == 0 || nowMillis < nextMillis) {
      return Optional.empty();
    }
    String line =
        ("Late events of undeclared types are in the hour of their receipt count=%d"
                + " (--maxLateHours=%d a minute)")
            .formatted(count, maxLateHours);
    count = 0;
    nextMillis = nowMillis + EVERY_MILLIS;
    return Optional.of(line);
  }
}
