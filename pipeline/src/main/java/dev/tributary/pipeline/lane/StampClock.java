package dev.tributary.pipeline.lane;

import java.time.Clock;

/**
 * The worker's clock for judging records' stamps ({@link RecordTimes}): asked again only for a
 * stamp past its last answer, since one that lies before is judged the same at any later time. One
 * thread.
 */
public final class StampClock {
  private final Clock clock;
  private long last = Long.MIN_VALUE;

  /** Asks this clock. */
  public StampClock(Clock clock) {
    this.clock = clock;
  }

  /** A time, ms since the epoch, by which the stamp can be judged. */
  public long millisFor(long recordMillis) {
    if (recordMillis > last) {
      last = clock.millis();
    }
    return last;
  }
}
