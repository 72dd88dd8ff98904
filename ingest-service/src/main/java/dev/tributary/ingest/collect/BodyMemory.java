package dev.tributary.ingest.collect;

import java.util.concurrent.atomic.AtomicLong;

/** Bounds what the bodies and records of all requests take of the heap. Thread safe. */
public final class BodyMemory {
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
    private long bytes;

    /**
     * Takes more.
     *
     * @throws Problem 503 when there is no more
     */
    void take(long more) {
      if (usedBytes.addAndGet(more) > maxBytes) {
        usedBytes.addAndGet(-more);
        throw Problem.unavailable("Too many bodies are in memory at the moment: send it again");
      }
      bytes += more;
    }

    @Override
    public void close() {
      if (bytes > 0) {
        usedBytes.addAndGet(-bytes);
        bytes = 0;
      }
    }
  }

  /** Nothing yet. */
  public Lease lease() {
    return new Lease();
  }
}
