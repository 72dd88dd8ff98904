package dev.tributary.ingest.collect;

import dev.tributary.ingest.gate.Peer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Who may unpack and read a large body now. That takes a core for as long as it lasts, since
 * virtual threads are not preempted: so half of the cores is kept for small requests, and one
 * address works on one large body at a time. Thread safe.
 */
final class LargeTurns {
  private final Semaphore cores;
  private final long patienceNanos;

  /**
   * @param most large bodies that are worked on at once
   * @param patience longest wait for a turn, for the address's and then for a core's
   */
  LargeTurns(int most, Duration patience) {
    this.cores = new Semaphore(most, true);
    this.patienceNanos = patience.toNanos();
  }

  /** For this machine: answers are due within five seconds, three of which are Kafka's. */
  static LargeTurns ofThisMachine() {
    int cores = Runtime.getRuntime().availableProcessors();
    return new LargeTurns(Math.max(1, cores / 2), Duration.ofSeconds(1));
  }

  /**
   * Waits for the turn; {@link #end} must follow.
   *
   * @throws Problem 503 when it does not come in time
   */
  void begin(Peer peer) {
    boolean ofPeer = false;
    boolean begun = false;
    try {
      ofPeer = peer.beginLarge(patienceNanos);
      begun = ofPeer && cores.tryAcquire(patienceNanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      if (ofPeer && !begun) {
        peer.endLarge();
      }
    }
    if (!begun) {
      throw Problem.unavailable(
          "Too many large bodies are read at the moment, nothing was taken: send it again");
    }
  }

  void end(Peer peer) {
    cores.release();
    peer.endLarge();
  }
}
