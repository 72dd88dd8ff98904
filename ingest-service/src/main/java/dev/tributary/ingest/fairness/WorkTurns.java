package dev.tributary.ingest.fairness;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Who may work on a request now. Virtual threads are not preempted, and a carrier looks for threads
 * that others woke (Kafka's acknowledgements among them) only when its own queue is empty: one
 * address with many connections would keep the carriers for seconds. So requests of one address
 * take half of the cores while other addresses have requests too, and all of them while none has;
 * what waits for its client or for Kafka takes none. Large bodies take half of the cores together;
 * while others have requests an address works on one of them at a time, until Kafka has it. Thread
 * safe.
 */
public final class WorkTurns {
  private static final long SHARED_NANOS = 1_000_000_000;
  private static final long REFUSAL_NANOS = 250_000_000;

  private final int half;
  private final Semaphore largeOfAll;
  private final long patienceNanos;
  private final LongSupplier nanos;
  private volatile PeerAddress latest = PeerAddress.UNKNOWN;
  private volatile long sharedNanos;

  /**
   * @param cores what there is
   * @param patience longest wait for the first turn of a large body, for the address's and then for
   *     a core's
   * @param nanos tells the time, as {@link System#nanoTime}
   */
  WorkTurns(int cores, Duration patience, LongSupplier nanos) {
    this.half = Math.max(1, cores / 2);
    this.largeOfAll = new Semaphore(half, true);
    this.patienceNanos = patience.toNanos();
    this.nanos = nanos;
    this.sharedNanos = nanos.getAsLong() - SHARED_NANOS;
  }

  /** For this machine: answers are due within five seconds, three of which are Kafka's. */
  static WorkTurns ofThisMachine() {
    int cores = Runtime.getRuntime().availableProcessors();
    return new WorkTurns(cores, Duration.ofSeconds(1), System::nanoTime);
  }

  /** Most requests of one address that are worked on while there are others. */
  int half() {
    return half;
  }

  /** No turn yet, for a connection of this peer. */
  public Turn of(Peer peer) {
    return new Turn(peer);
  }

  /**
   * To be called before a connection of the peer shakes hands. While others have requests, those of
   * one address begin one after the other.
   */
  public void awaitHandshake(Peer peer) {
    if (peer.isBounded() && isShared(peer.address())) {
      long wait = peer.nanosToHandshake(nanos.getAsLong());
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      }
    }
  }

  private boolean isShared(PeerAddress by) {
    long now = nanos.getAsLong();
    PeerAddress before = latest;
    if (before != by && !before.equals(by)) {
      latest = by;
      sharedNanos = before == PeerAddress.UNKNOWN ? now - SHARED_NANOS : now;
    }
    return now - sharedNanos < SHARED_NANOS;
  }

  /** A connection's turn to work. For the connection's one thread. */
  public final class Turn {
    private final Peer peer;
    private boolean small;
    private boolean large;
    private boolean largeOfPeer;
    private boolean core;
    private boolean refusedTooOften;

    private Turn(Peer peer) {
      this.peer = peer;
    }

    public Peer peer() {
      return peer;
    }

    /** To be called when bytes of a request came; waits for the turn. */
    public void begin() {
      if (small || large || !peer.isBounded() || !isShared(peer.address())) {
        return;
      }
      small = true;
      Semaphore turns = peer.smallTurns();
      if (!turns.hasQueuedThreads() && turns.tryAcquire()) {
        return;
      }
      turns.acquireUninterruptibly();
      Thread.yield(); // the thread that released it woke this one before all others that wait
    }

    /**
     * To be called before a large body that came is worked on; waits for the turn. Does nothing in
     * the middle of it.
     *
     * @return false when that took too long
     */
    public boolean beginLarge() {
      if (large) {
        return true;
      }
      endSmall();
      boolean bounded = peer.isBounded() && isShared(peer.address());
      try {
        largeOfPeer = bounded && peer.largeTurn().tryAcquire(patienceNanos, TimeUnit.NANOSECONDS);
        core = bounded == largeOfPeer && largeOfAll.tryAcquire(patienceNanos, TimeUnit.NANOSECONDS);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
      large = core;
      if (!large) {
        endLarge();
      }
      return large;
    }

    /** To be called before a wait for Kafka: others may work meanwhile. */
    public void pause() {
      endSmall();
      endCore();
    }

    /** The wait is over, and there is more to do: waits for the turn as long as it takes. */
    public void resume() {
      if (large && !core) {
        largeOfAll.acquireUninterruptibly();
        core = true;
      } else {
        begin();
      }
    }

    /**
     * To be called before a request is refused. An address that is refused again and again waits
     * for each answer: refusals cost little, but thousands a second would take the cores.
     */
    public void refused() {
      end();
      refusedTooOften = peer.isRefusedTooOften(nanos.getAsLong());
      if (refusedTooOften) {
        LockSupport.parkNanos(REFUSAL_NANOS);
      }
    }

    /** Whether the last refusal was one of too many: what it left unread is worth no reading. */
    public boolean isRefusedTooOften() {
      return refusedTooOften;
    }

    /** To be called before a wait for the client, and at the end; does nothing without a turn. */
    public void end() {
      endSmall();
      endLarge();
    }

    private void endSmall() {
      if (small) {
        small = false;
        peer.smallTurns().release();
      }
    }

    private void endLarge() {
      large = false;
      endCore();
      if (largeOfPeer) {
        largeOfPeer = false;
        peer.largeTurn().release();
      }
    }

    private void endCore() {
      if (core) {
        core = false;
        largeOfAll.release();
      }
    }
  }
}
