package dev.tributary.it.support;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what must become true, never for a time to pass. */
public final class Await {
  private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(100).toNanos();

  private Await() {}

  /**
   * Returns when the condition holds; an exception counts as not yet.
   *
   * @throws AssertionError when it does not within the time; it says what was awaited
   */
  public static void until(String what, Duration within, Callable<Boolean> condition) {
    long end = System.nanoTime() + within.toNanos();
    Exception last = null;
    while (System.nanoTime() - end < 0) {
      try {
        if (condition.call()) {
          return;
        }
        last = null;
      } catch (Exception e) {
        last = e;
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
    throw new AssertionError("Not within " + within.toSeconds() + " s: " + what, last);
  }
}
