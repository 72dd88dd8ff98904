package dev.tributary.ingest.http;

import dev.tributary.ingest.buffers.Body;
import dev.tributary.ingest.buffers.Buffers;
import dev.tributary.ingest.buffers.ReceivedBytes;
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
  private final Buffers buffers;
  private final AtomicLong usedBytes = new AtomicLong();

  public BodyMemory(long maxBytes) {
    this.maxBytes = maxBytes;
    this.buffers = new Buffers(maxBytes / 4);
  }

  /** Bytes in use. */
  public long usedBytes() {
    return usedBytes.get();
  }

  /** What one request takes, given back when it is closed. For one thread. */
  public final class Lease implements AutoCloseable {
    private final WorkTurns.Turn turn;
    private final Peer peer;
    private final ReceivedBytes received = new ReceivedBytes();
    private byte[] room = Body.EMPTY.bytes();
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

    /** The bytes of the request's body that came so far. */
    ReceivedBytes received() {
      return received;
    }

    /**
     * Takes memory for the next bytes of the body.
     *
     * @param bytes at most a chunk
     * @throws ProblemException 503 when there is no more
     */
    void receiveMore(int bytes) {
      takeForBody(bytes);
      received.add(bytes == Buffers.CHUNK_BYTES ? buffers.chunk() : new byte[bytes]);
    }

    /** What came, in one piece. A large body must have its turn. */
    Body join() {
      int size = received.size();
      if (size <= Buffers.CHUNK_BYTES) {
        return size == 0 ? Body.EMPTY : new Body(received.chunk(), size);
      }
      byte[] all = grow(Body.EMPTY.bytes(), 0, size);
      received.copyTo(all);
      buffers.leave(received);
      return new Body(all, size);
    }

    /**
     * An array of at least so many bytes that begins as the full one, which must not be used any
     * more. A large one is used again by the next request: its body must have its turn.
     *
     * @param size bytes that are in the full one
     */
    byte[] grow(byte[] full, int size, int bytes) {
      if (bytes <= full.length) {
        return full;
      }
      byte[] grown = bytes > SMALL_BYTES ? buffers.room(bytes) : new byte[bytes];
      System.arraycopy(full, 0, grown, 0, size);
      buffers.leaveRoom(room);
      room = bytes > SMALL_BYTES ? grown : Body.EMPTY.bytes();
      return grown;
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
      buffers.leave(received);
      buffers.leaveRoom(room);
      room = Body.EMPTY.bytes();
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
