package dev.tributary.runners.processes.home;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The ports of the parts, all on 127.0.0.1; a part that is restarted keeps its port. */
public record Ports(int http, int kafka, int metastore, int presto) {
  /** The ports that the properties {@code tributary.*.port} ask for; 0 is any free one. */
  public static Ports asked(Properties properties) {
    return new Ports(
        port(properties, "http", 5000),
        port(properties, "kafka", 29092),
        port(properties, "metastore", 9083),
        port(properties, "presto", 8080));
  }

  private static int port(Properties properties, String part, int otherwise) {
    String value = properties.getProperty("tributary." + part + ".port");
    if (value == null || value.isBlank()) {
      return otherwise;
    }
    try {
      int port = Integer.parseInt(value.strip());
      if (port >= 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // the line below names the rule
    }
    throw new CannotStartException(
        "-Dtributary.%s.port must be a port from 0 to 65535, 0 for any free one: %s"
            .formatted(part, value));
  }

  /**
   * The same ports with a free one for each 0.
   *
   * @throws CannotStartException when one is taken
   */
  public Ports free() {
    var held = new ArrayList<ServerSocket>(); // held together, so that no two are the same
    try {
      return new Ports(
          hold("http", http, held),
          hold("kafka", kafka, held),
          hold("metastore", metastore, held),
          hold("presto", presto, held));
    } finally {
      release(held);
    }
  }

  /** A port that is free now, for a part that nobody else talks to. */
  public static int anyFree() {
    var held = new ArrayList<ServerSocket>();
    try {
      return hold("any", 0, held);
    } finally {
      release(held);
    }
  }

  /** Whether somebody listens on the port. */
  public static boolean answers(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2_000);
      return true;
    } catch (IOException nobody) {
      return false;
    }
  }

  private static int hold(String part, int port, List<ServerSocket> held) {
    try {
      ServerSocket socket = new ServerSocket();
      held.add(socket);
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket.getLocalPort();
    } catch (BindException e) {
      throw new CannotStartException(
          "Port %d for %s is %s: stop the program that has it, or choose another port with -Dtributary.%s.port=N (0: any free one)"
              .formatted(
                  port,
                  part,
                  taken(e) ? "taken" : "not ours to use (" + e.getMessage() + ")",
                  part),
          e);
    } catch (IOException e) {
      throw new CannotStartException("Cannot open port " + port + " for " + part + ": " + e, e);
    }
  }

  private static boolean taken(BindException e) {
    return String.valueOf(e.getMessage()).contains("in use");
  }

  private static void release(List<ServerSocket> held) {
    for (ServerSocket socket : held) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new CannotStartException("Cannot close port " + socket.getLocalPort() + ": " + e, e);
      }
    }
  }
}
