package dev.tributary.ingest.receipts;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Requests that wait until their events are published; only so many. Thread safe. */
final class PublishedWaits {
  /** The service may stop meanwhile. */
  private static final long LOOK_AGAIN_NANOS = 200_000_000L;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final AtomicInteger waiting = new AtomicInteger();
  private final int maxWaitingEvents;

  PublishedWaits(int maxWaitingEvents) {
    this.maxWaitingEvents = maxWaitingEvents;
  }

  /** Something was published, maybe. */
  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until it is done, the time is over, or the wait is.
   *
   * @param events how many events are waited for
   * @return false when too many wait already: then it did not wait
   */
  boolean await(int events, Duration time, BooleanSupplier isDone, BooleanSupplier isOver) {
    if (waiting.addAndGet(events) > maxWaitingEvents) {
      waiting.addAndGet(-events);
      return false;
    }
    try {
      await(time.toNanos(), isDone, isOver);
      return true;
    } finally {
      waiting.addAndGet(-events);
    }
  }

  private void await(long nanos, BooleanSupplier isDone, BooleanSupplier isOver) {
    long begin = System.nanoTime();
    lock.lock();
    try {
      while (!isDone.getAsBoolean() && !isOver.getAsBoolean()) {
        long left = nanos - (System.nanoTime() - begin);
        if (left <= 0) {
          return;
        }
        changed.awaitNanos(Math.min(left, LOOK_AGAIN_NANOS));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** How many events are waited for. */
  int waitingEvents() {
    return waiting.get();
  }
}
