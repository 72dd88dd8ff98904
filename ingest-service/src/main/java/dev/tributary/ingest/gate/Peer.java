package dev.tributary.ingest.gate;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All connections that come from one address (IPv6: from one network of 64 bits, which is what one
 * client can choose from), what their requests have in memory, and which of them are worked on.
 * Thread safe.
 */
public final class Peer {
  private final PeerAddress address;
  private final boolean bounded;
  private final AtomicLong smallBytes = new AtomicLong();
  private final AtomicLong largeBytes = new AtomicLong();
  private final Semaphore small;
  private final Semaphore large = new Semaphore(1, true);
  private volatile int connections; // changed only within the map of Peers

  /**
   * @param bounded whether one address may take only a part of what there is
   * @param turns requests of the address that are worked on at once while others have some too
   */
  Peer(PeerAddress address, boolean bounded, int turns) {
    this.address = address;
    this.bounded = bounded;
    this.small = new Semaphore(turns, true);
  }

  /** Whether one address may take only a part of what there is. */
  public boolean isBounded() {
    return bounded;
  }

  /** Adds to what requests with small bodies have in memory; returns the sum. */
  public long addSmallBytes(long more) {
    return smallBytes.addAndGet(more);
  }

  /** Adds to what requests with large bodies have in memory; returns the sum. */
  public long addLargeBytes(long more) {
    return largeBytes.addAndGet(more);
  }

  /** One for each request that is worked on. */
  Semaphore smallTurns() {
    return small;
  }

  /**
   * Waits until no other request of the address works on a large body; then {@link #endLarge} must
   * follow.
   *
   * @return false when that took too long
   */
  boolean beginLarge(long nanos) throws InterruptedException {
    return !bounded || large.tryAcquire(nanos, TimeUnit.NANOSECONDS);
  }

  /** Waits for the same, as long as it takes. */
  void resumeLarge() {
    if (bounded) {
      large.acquireUninterruptibly();
    }
  }

  /** The next request of the address may work on a large body. */
  void endLarge() {
    if (bounded) {
      large.release();
    }
  }

  PeerAddress address() {
    return address;
  }

  int connections() {
    return connections;
  }

  @SuppressWarnings("NonAtomicOperationOnVolatileField")
  void add(int change) {
    connections += change;
  }
}
