package dev.tributary.ingest.publish;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends the waits that take too long. Requests wait without a time limit of their own: a virtual
 * thread that parks for a time wakes the JDK's timer thread, twice a request, which cost more than
 * Kafka's client did. One daemon thread looks 50 times a second.
 */
final class AckDeadlines implements AutoCloseable {
  private static final long PERIOD_MILLIS = 20;

  private final Set<PendingAcks> open = ConcurrentHashMap.newKeySet();
  private final Thread thread =
      Thread.ofPlatform().daemon().name("ack-deadlines").unstarted(this::run);

  void start() {
    thread.start();
  }

  /** Waits until all are settled, at most until a moment after their deadline. */
  List<Delivery> await(PendingAcks acks) {
    open.add(acks);
    try {
      return acks.await();
    } finally {
      open.remove(acks);
    }
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(PERIOD_MILLIS);
        long now = System.nanoTime();
        open.forEach(acks -> acks.giveUpAfter(now));
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
