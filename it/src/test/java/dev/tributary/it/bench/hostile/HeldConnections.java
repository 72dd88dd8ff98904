package dev.tributary.it.bench.hostile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;

/**
 * Connections that are held for as long as the service lets them: each sends something at its begin
 * and a little more ten times a second. Those that ended are opened again once a second. One
 * thread.
 */
final class HeldConnections implements Attack {
  private static final long TICK_NANOS = 100_000_000;
  private static final int TICKS_A_SECOND = 10;

  private final Connector from;
  private final byte[] first;
  private final byte[] drip;
  private final int renewed;
  private final SocketChannel[] open;
  private final ByteBuffer seen = ByteBuffer.allocate(4096);
  private final Thread thread = new Thread(this::run, "held-connections");
  private volatile boolean stopped;
  private volatile long made;

  /**
   * @param most connections at once
   * @param first what each sends first
   * @param drip what each sends ten times a second after that
   * @param renewed how many are given up a second for fresh ones
   */
  HeldConnections(Connector from, int most, byte[] first, byte[] drip, int renewed) {
    this.from = from;
    this.open = new SocketChannel[most];
    this.first = first;
    this.drip = drip;
    this.renewed = renewed;
    thread.start();
  }

  private void run() {
    int oldest = 0;
    for (int tick = 0; !stopped; tick++) {
      for (int n = 0; n < renewed / TICKS_A_SECOND; n++) {
        end(oldest);
        begin(oldest);
        oldest = (oldest + 1) % open.length;
      }
      for (int n = 0; n < open.length; n++) {
        if (open[n] != null) {
          drip(n);
        } else if (tick % TICKS_A_SECOND == 0) {
          begin(n);
        }
      }
      LockSupport.parkNanos(TICK_NANOS);
    }
    for (int n = 0; n < open.length; n++) {
      end(n);
    }
  }

  private void begin(int n) {
    try {
      open[n] = from.channel();
      open[n].write(ByteBuffer.wrap(first));
      made++;
    } catch (IOException refused) {
      end(n);
    }
  }

  private void drip(int n) {
    try {
      if (open[n].read(seen.clear()) < 0) {
        end(n);
      } else if (drip.length > 0) {
        open[n].write(ByteBuffer.wrap(drip));
      }
    } catch (IOException reset) {
      end(n);
    }
  }

  private void end(int n) {
    try {
      if (open[n] != null) {
        open[n].close();
      }
    } catch (IOException e) {
      throw new IllegalStateException("Cannot close a connection", e);
    } finally {
      open[n] = null;
    }
  }

  @Override
  public long made() {
    return made;
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
