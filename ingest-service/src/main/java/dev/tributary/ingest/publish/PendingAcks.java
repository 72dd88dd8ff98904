package dev.tributary.ingest.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The acknowledgements that one request waits for: one latch for all of them. */
final class PendingAcks {
  private static final Delivery LATE =
      new Delivery.Unacknowledged("Kafka did not acknowledge the event in time");
  private static final Delivery INTERRUPTED =
      new Delivery.Unacknowledged(
          "The service stopped waiting for the event", Delivery.Cause.OTHER);

  private final AtomicReferenceArray<Delivery> deliveries;
  private final CountDownLatch open;
  private final long deadlineNanos;

  /**
   * @param deadlineNanos when to give up, as {@link System#nanoTime}
   */
  PendingAcks(int count, long deadlineNanos) {
    this.deadlineNanos = deadlineNanos;
    this.deliveries = new AtomicReferenceArray<>(count);
    this.open = new CountDownLatch(count);
  }

  /** Settles one event. The first answer counts. */
  void settle(int index, Delivery delivery) {
    if (deliveries.compareAndSet(index, null, delivery)) {
      open.countDown();
    }
  }

  /** Past the deadline what is open is settled as unknown. */
  void giveUpAfter(long nowNanos) {
    if (nowNanos - deadlineNanos < 0) {
      return;
    }
    for (int i = 0; i < deliveries.length(); i++) {
      settle(i, LATE);
    }
  }

  /** Waits until all are settled; {@link AckTimeouts} sees to it that they are. */
  List<Delivery> await() {
    boolean interrupted = false;
    try {
      open.await();
    } catch (InterruptedException e) {
      interrupted = true;
    }
    List<Delivery> settled = new ArrayList<>(deliveries.length());
    for (int i = 0; i < deliveries.length(); i++) {
      Delivery delivery = deliveries.get(i);
      settled.add(delivery == null ? INTERRUPTED : delivery); // settled, unless interrupted
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return settled;
  }
}
