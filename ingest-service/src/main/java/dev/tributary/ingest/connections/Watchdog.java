package dev.tributary.ingest.connections;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Cuts connections that stall: interrupts the virtual thread that waits for a client longer than it
 * was given, which closes its socket. One daemon thread looks ten times a second.
 */
public final class Watchdog implements AutoCloseable {
  private static final long PERIOD_MILLIS = 100;
  private static final long FRESH_CONNECTION_NANOS = 250_000_000;

  private static final ThreadLocal<Watch> HANDSHAKE = new ThreadLocal<>();

  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
  private final Thread sweeper =
      Thread.ofPlatform().daemon().name("stalled-connections").unstarted(this::sweep);
  private final Drain drain;

  public Watchdog(Drain drain) {
    this.drain = drain;
  }

  /** Starts to look. */
  public void start() {
    sweeper.start();
  }

  /** The drain has begun: ends idle connections; those in a request end after its answer. */
  public void endIdleConnections() {
    watches.forEach(Watch::endSoon);
  }

  @Override
  public void close() {
    sweeper.interrupt();
  }

  public long now() {
    return System.nanoTime();
  }

  /**
   * The calling thread's connection shakes hands, for at most so long.
   *
   * @param over runs once, when it has shaken hands or its thread has ended
   */
  public void handshakeBegan(Duration allowed, Runnable over) {
    Watch watch = watch(Thread.currentThread(), over);
    watch.arm(allowed.toNanos());
    HANDSHAKE.set(watch);
  }

  /** The calling thread's connection has shaken hands, or needs not. */
  public void handshakeEnded() {
    Watch watch = HANDSHAKE.get();
    if (watch != null) {
      watch.disarm();
      watch.end();
      HANDSHAKE.remove();
    }
  }

  /**
   * Watches the connection that the thread serves.
   *
   * @param over runs once, at {@link Watch#end} or when the thread has ended without it
   */
  public Watch watch(Thread thread, Runnable over) {
    Watch watch = new Watch(thread, over);
    watches.add(watch);
    return watch;
  }

  private void sweep() {
    try {
      while (true) {
        Thread.sleep(PERIOD_MILLIS);
        long now = now();
        for (Watch watch : watches) {
          watch.endIfLate(now);
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** One connection's wait for its client. */
  public final class Watch {
    private static final long NEVER = Long.MAX_VALUE;

    private final Thread thread;
    private final Runnable over;
    private boolean waiting;
    private boolean idle;
    private boolean ending = drain.hasBegun();
    private long sinceNanos;
    private long allowedNanos;

    private Watch(Thread thread, Runnable over) {
      this.thread = thread;
      this.over = over;
    }

    /**
     * The connection waits for a request to begin. False when it should end instead; one that has
     * just come gets a moment even then, because its client has sent a request.
     */
    public synchronized boolean idle(boolean fresh) {
      if (ending && !fresh) {
        return false;
      }
      idle = !fresh;
      arm(ending ? FRESH_CONNECTION_NANOS : NEVER);
      return true;
    }

    /** The connection waits in the middle of a request, for at most so long. */
    public synchronized void arm(long nanos) {
      waiting = true;
      sinceNanos = now();
      allowedNanos = nanos;
    }

    public synchronized void disarm() {
      waiting = false;
      idle = false;
    }

    /** The connection needs no watching any more; the second time does nothing. */
    public void end() {
      if (watches.remove(this)) {
        over.run();
      }
    }

    private synchronized void endIfLate(long now) {
      if (!thread.isAlive()) {
        end(); // a handshake that failed, or a connection that was never served
      } else if (waiting && now - sinceNanos > allowedNanos) {
        interrupt();
      }
    }

    /** Ends a wait between two requests, now or when the request in hand is answered. */
    public synchronized void endSoon() {
      ending = true;
      if (idle) {
        interrupt();
      } else if (waiting && allowedNanos == NEVER) {
        arm(FRESH_CONNECTION_NANOS);
      }
    }

    private void interrupt() {
      waiting = false;
      idle = false;
      thread.interrupt();
    }
  }
}
