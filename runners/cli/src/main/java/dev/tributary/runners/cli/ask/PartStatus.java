package dev.tributary.runners.cli.ask;

import dev.tributary.runners.processes.home.Endpoints;
import dev.tributary.runners.processes.home.Ports;
import java.util.List;

/**
 * A part of the local system.
 *
 * @param address where it is, host:port
 * @param answers whether somebody listens there
 */
record PartStatus(String name, String address, boolean answers) {
  /** All parts that have an address. */
  static List<PartStatus> all(Endpoints endpoints) {
    return List.of(
        of("http", endpoints.http()),
        of("kafka", endpoints.kafka()),
        of("metastore", endpoints.metastore()),
        of("presto", endpoints.presto()));
  }

  private static PartStatus of(String name, String address) {
    int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    return new PartStatus(name, address, Ports.answers(port));
  }
}
