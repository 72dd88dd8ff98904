package dev.tributary.runners.processes.home;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
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
    try (var ports = new FreePorts()) {
      return new Ports(
          take(ports, "http", http),
          take(ports, "kafka", kafka),
          take(ports, "metastore", metastore),
          take(ports, "presto", presto));
    }
  }

  private static int take(FreePorts ports, String part, int port) {
    return ports.take(port, part, "-Dtributary." + part + ".port");
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
}
