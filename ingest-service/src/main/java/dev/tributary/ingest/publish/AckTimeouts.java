package dev.tributary.ingest.publish;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends the waits that take too long. Requests wait without a time limit of their own: a virtual
 * thread that parks for a time wakes the JDK's timer thread, twice a request, which cost more than
 * Kafka's client did. One daemon thread looks 50 times a second, and rests when for a second nobody
 * waited.
 */
final class AckTimeouts implements AutoCloseable {
  private static final long PERIOD_MILLIS = 20;
  private static final int LOOKS_BEFORE_REST = 50;

  private final Set<PendingAcks> open = ConcurrentHashMap.newKeySet();
  private final Thread thread =
      Thread.ofPlatform().daemon().name("ack-timeouts").unstarted(this::run);
  private volatile boolean resting;

  void start() {
    thread.start();
  }

  /** Waits until all are settled, at most until a moment after their deadline. */
  List<Delivery> await(PendingAcks acks) {
    open.add(acks);
    if (resting) {
      LockSupport.unpark(thread);
    }
    try {
      return acks.await();
    } finally {
      open.remove(acks);
    }
  }

  private void run() {
    int looksInVain = 0;
    try {
      while (true) {
        Thread.sleep(PERIOD_MILLIS);
        long now = System.nanoTime();
        open.forEach(acks -> acks.giveUpAfter(now));
        looksInVain = open.isEmpty() ? looksInVain + 1 : 0;
        if (looksInVain >= LOOKS_BEFORE_REST) {
          rest();
          looksInVain = 0;
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void rest() {
    resting = true; // before the look: who comes after it wakes this thread
    while (open.isEmpty() && !thread.isInterrupted()) {
      LockSupport.park(this);
    }
    resting = false;
  }

  boolean isResting() {
    return resting;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
