package dev.tributary.ingest;

import dev.tributary.ingest.config.IngestConfig;
import dev.tributary.ingest.connections.Drain;
import dev.tributary.ingest.connections.Watchdog;
import dev.tributary.ingest.console.ServiceCounts;
import dev.tributary.ingest.observe.AccessLog;
import dev.tributary.ingest.observe.AccessLogs;
import dev.tributary.ingest.publish.EventPublisher;
import dev.tributary.ingest.receipts.Receipts;
import io.helidon.webserver.WebServer;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running HTTP server. {@link #stop} lets the requests in hand finish; an instance starts and
 * stops once.
 */
final class IngestServer {
  private static final Logger LOG = LoggerFactory.getLogger(IngestServer.class);

  private final IngestConfig config;
  private final Drain drain = new Drain();
  private final Watchdog watchdog = new Watchdog(drain);
  private final Optional<AccessLog> accessLog;
  private final ServiceCounts counts;
  private final WebServer web;

  /**
   * Wires everything; opens the access log and reads the write keys.
   *
   * @throws IllegalArgumentException when one of the files named in the settings is broken
   */
  IngestServer(IngestConfig config, Backend backend) {
    this.config = config;
    this.accessLog = AccessLogs.open(config.accessLog());
    ServiceWiring wiring = new ServiceWiring(config, backend, drain, accessLog);
    this.counts = wiring.counts();
    this.web = wiring.server(watchdog);
  }

  /** Who knows Kafka: takes events, and says where they are. */
  record Backend(EventPublisher publisher, Receipts receipts) {}

  /**
   * Listens. Returns the port.
   *
   * @throws IllegalArgumentException when a port is taken or an address is not ours
   */
  int start() {
    Listeners.checkFree(config.listen());
    web.start();
    if (!web.isRunning()) {
      throw new IllegalStateException("Helidon did not start, its log says why");
    }
    new Acceptors(addresses(), drain::isAnnounced).watch();
    watchdog.start();
    counts.start();
    LOG.info("Started the ingest-service port={} admin_port={}", web.port(), adminPort());
    return web.port();
  }

  private List<InetSocketAddress> addresses() {
    IngestConfig.Listen listen = config.listen();
    List<InetSocketAddress> addresses = new ArrayList<>();
    addresses.add(new InetSocketAddress(listen.host(), web.port()));
    if (adminPort() >= 0) {
      addresses.add(new InetSocketAddress(listen.adminHost(), adminPort()));
    }
    return addresses;
  }

  /** The admin port, or -1 when there is none. */
  int adminPort() {
    return config.listen().adminPort().isPresent() ? web.port(Listeners.ADMIN) : -1;
  }

  /**
   * Makes readiness red, waits for the drain delay, ends idle connections, lets requests finish,
   * and closes.
   */
  void stop() {
    drain.announce();
    try {
      Thread.sleep(config.timeouts().drainDelay());
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    drain.begin();
    watchdog.endIdleConnections();
    web.stop();
    watchdog.close();
    counts.close();
    accessLog.ifPresent(AccessLog::close);
    LOG.info("Stopped the ingest-service");
  }
}
