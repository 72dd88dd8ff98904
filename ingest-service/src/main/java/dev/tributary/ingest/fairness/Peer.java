package dev.tributary.ingest.fairness;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All connections that come from one address (IPv6: from one network of 64 bits, which is what one
 * client can choose from), what their requests have in memory, and which of them are worked on.
 * Thread safe.
 */
public final class Peer {
  private static final long SECOND_NANOS = 1_000_000_000;

  /** Refusals of a second that are answered at once. */
  private static final int PROMPT_REFUSALS = 100;

  /** Between two handshakes of an address while others have requests: each takes some 3 ms. */
  private static final long HANDSHAKE_NANOS = SECOND_NANOS / 50;

  private final PeerAddress address;
  private final boolean bounded;
  private final AtomicLong smallBytes = new AtomicLong();
  private final AtomicLong largeBytes = new AtomicLong();
  private final Semaphore small;
  private final Semaphore large = new Semaphore(1, true);
  private boolean hasShakenHands;
  private long handshakeNanos;
  private int refusals;
  private long refusalsBeganNanos;
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

  /** One for the request with a large body that is worked on. */
  Semaphore largeTurn() {
    return large;
  }

  /** Counts a refused request; returns whether the address has too many of them this second. */
  synchronized boolean isRefusedTooOften(long now) {
    if (refusals == 0 || now - refusalsBeganNanos > SECOND_NANOS) {
      refusalsBeganNanos = now;
      refusals = 0;
    }
    refusals++;
    return bounded && refusals > PROMPT_REFUSALS;
  }

  /** How long the next handshake of the address waits for its time. */
  synchronized long nanosToHandshake(long now) {
    long due = handshakeNanos + HANDSHAKE_NANOS;
    handshakeNanos = hasShakenHands && due - now > 0 ? due : now;
    hasShakenHands = true;
    return handshakeNanos - now;
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
