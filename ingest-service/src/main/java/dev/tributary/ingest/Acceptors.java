package dev.tributary.ingest;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Notices when the service does not listen any more. Helidon closes its listener for good after any
 * failure of {@code accept} (no more files, say), and the thread then waits for itself: the process
 * would continue and answer no client. One daemon thread knocks every five seconds.
 */
final class Acceptors {
  private static final int PERIOD_MILLIS = 5_000;

  private final List<InetSocketAddress> addresses;
  private final BooleanSupplier stopping;

  /**
   * @param stopping true once listening may end
   */
  Acceptors(List<InetSocketAddress> addresses, BooleanSupplier stopping) {
    this.addresses = List.copyOf(addresses);
    this.stopping = stopping;
  }

  /** Starts to knock; the thread ends by an exception where nobody listens. */
  void watch() {
    Thread.ofPlatform().daemon().name("acceptors").start(this::run);
  }

  private void run() {
    try {
      while (!stopping.getAsBoolean()) {
        Thread.sleep(PERIOD_MILLIS);
        addresses.forEach(this::knock);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void knock(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address, PERIOD_MILLIS);
    } catch (ConnectException refused) {
      if (!stopping.getAsBoolean()) {
        throw new IllegalStateException("Cannot connect to itself at " + address, refused);
      }
    } catch (IOException busy) {
      // it is slow, or there is no file for another socket: nothing is known
    }
  }
}
