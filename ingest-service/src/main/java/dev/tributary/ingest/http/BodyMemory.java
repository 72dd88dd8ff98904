package dev.tributary.ingest.http;

import dev.tributary.ingest.fairness.Peer;
import dev.tributary.ingest.fairness.WorkTurns;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what the bodies and records of all requests take of the heap, and what those of one
 * address take of it: requests with large bodies a quarter together, or one of them what it needs;
 * requests with small bodies a quarter together. The last quarter of the whole is kept for small
 * ones. Thread safe.
 */
public final class BodyMemory {
  /** Bodies up to this size are small. */
  static final int SMALL_BYTES = 64 * 1024;

  private final long maxBytes;
  private final AtomicLong usedBytes = new AtomicLong();

  public BodyMemory(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Bytes in use. */
  public long usedBytes() {
    return usedBytes.get();
  }

  /** What one request takes, given back when it is closed. For one thread. */
  public final class Lease implements AutoCloseable {
    private final WorkTurns.Turn turn;
    private final Peer peer;
    private long bytes;
    private long bodyBytes;
    private boolean large;

    private Lease(WorkTurns.Turn turn) {
      this.turn = turn;
      this.peer = turn.peer();
    }

    /**
     * Takes more, for bytes of a body that came or were unpacked.
     *
     * @throws ProblemException 503 when there is no more
     */
    void takeForBody(long more) {
      bodyBytes += more;
      if (!large && bodyBytes > SMALL_BYTES) {
        large = true;
        peer.addSmallBytes(-bytes);
        peer.addLargeBytes(bytes);
      }
      take(more);
    }

    /**
     * Takes more, for what is made of the body.
     *
     * @throws ProblemException 503 when there is no more
     */
    public void take(long more) {
      long ofPeer = add(more);
      boolean alone = large && ofPeer == bytes;
      if (ofPeer > maxBytes / 4 && !alone && peer.isBounded()) {
        add(-more);
        throw ProblemException.unavailable(
            "Too many bodies of this address are in memory at the moment: send it again");
      }
      if (usedBytes.addAndGet(more) > (large ? maxBytes - maxBytes / 4 : maxBytes)) {
        usedBytes.addAndGet(-more);
        add(-more);
        throw ProblemException.unavailable(
            "Too many bodies are in memory at the moment: send it again");
      }
    }

    /**
     * To be called before a body that came is worked on: a large one waits for its turn.
     *
     * @throws ProblemException 503 when that takes too long
     */
    void beginTurn() {
      if (large && !turn.beginLarge()) {
        throw ProblemException.unavailable(
            "Too many large bodies are read at the moment, nothing was taken: send it again");
      }
    }

    /** To be called before a wait for Kafka: others may work meanwhile. */
    public void pauseTurn() {
      turn.pause();
    }

    /** The wait is over, and there is more to do. */
    public void resumeTurn() {
      turn.resume();
    }

    private long add(long more) {
      bytes += more;
      return large ? peer.addLargeBytes(more) : peer.addSmallBytes(more);
    }

    /** To be called when the body and what was made of it are no longer needed. */
    public void giveBack() {
      if (bytes > 0) {
        usedBytes.addAndGet(-bytes);
        add(-bytes);
      }
    }

    @Override
    public void close() {
      turn.end();
      giveBack();
    }
  }

  /** A lease that holds nothing yet, for one request; closing it gives back what it took. */
  public Lease lease(WorkTurns.Turn turn) {
    return new Lease(turn);
  }
}
