package dev.tributary.runners.processes.home;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Ports of the loopback address that are free now. All of them are held until this is closed, so
 * that no two are the same.
 */
public final class FreePorts implements AutoCloseable {
  private final List<ServerSocket> held = new ArrayList<>();

  /** A free port, for a program that nobody looks for. */
  public static int any() {
    try (var ports = new FreePorts()) {
      return ports.take(0, "any program", "port");
    }
  }

  /**
   * Takes the port, or any free one for 0.
   *
   * @param whose whose port it is, for the error's line
   * @param option the option or property that names another port
   * @throws CannotStartException when the port is taken or not ours to use
   */
  public int take(int port, String whose, String option) {
    try {
      ServerSocket socket = new ServerSocket();
      held.add(socket);
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket.getLocalPort();
    } catch (BindException e) {
      throw new CannotStartException(
          "Port %d for %s is %s: stop the program that has it, or choose another port with %s=N (0: any free one)"
              .formatted(
                  port,
                  whose,
                  isTaken(e) ? "taken" : "not ours to use (" + e.getMessage() + ")",
                  option),
          e);
    } catch (IOException e) {
      throw new CannotStartException("Cannot open port " + port + " for " + whose + ": " + e, e);
    }
  }

  private static boolean isTaken(BindException e) {
    return String.valueOf(e.getMessage()).contains("in use");
  }

  /** Releases all of them. */
  @Override
  public void close() {
    for (ServerSocket socket : held) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new CannotStartException("Cannot close port " + socket.getLocalPort() + ": " + e, e);
      }
    }
  }
}
