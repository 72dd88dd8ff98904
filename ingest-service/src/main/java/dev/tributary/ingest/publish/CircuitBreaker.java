package dev.tributary.ingest.publish;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Stops asking a Kafka that does not answer. It opens when an event was not acknowledged; while it
 * is open every request is refused at once, except one in each pause, the trial; an acknowledgement
 * closes it. Thread safe.
 */
final class CircuitBreaker {
  /** What the breaker allows. */
  enum State {
    /** Everything. */
    CLOSED,
    /** Nothing until the pause is over, then one request. */
    OPEN
  }

  private final long pauseNanos;
  private final LongSupplier nanoClock;
  private volatile State state = State.CLOSED;
  private long nextTrialNanos;

  /**
   * @param pause time between two trials while it is open
   * @param nanoClock as {@link System#nanoTime}
   */
  CircuitBreaker(Duration pause, LongSupplier nanoClock) {
    this.pauseNanos = pause.toNanos();
    this.nanoClock = nanoClock;
  }

  /** True when a request may go to Kafka; uses up the trial where one is due. */
  boolean tryAcquire() {
    return state == State.CLOSED || isTrial();
  }

  /** True when it would refuse, without using up a trial. */
  synchronized boolean isRefusing() {
    return state == State.OPEN && nanoClock.getAsLong() - nextTrialNanos < 0;
  }

  private synchronized boolean isTrial() {
    if (state == State.CLOSED) {
      return true;
    }
    if (nanoClock.getAsLong() - nextTrialNanos < 0) {
      return false;
    }
    nextTrialNanos = nanoClock.getAsLong() + pauseNanos;
    return true;
  }

  /** Kafka acknowledged. Returns true when that closed it. */
  boolean succeeded() {
    return state != State.CLOSED && close();
  }

  private synchronized boolean close() {
    boolean closes = state != State.CLOSED;
    state = State.CLOSED;
    return closes;
  }

  /** Kafka did not acknowledge. Returns true when that opened it. */
  synchronized boolean failed() {
    if (state != State.CLOSED) {
      return false;
    }
    state = State.OPEN;
    nextTrialNanos = nanoClock.getAsLong() + pauseNanos;
    return true;
  }

  /** What it allows now. */
  State state() {
    return state;
  }
}
