package dev.tributary.ingest;

import dev.tributary.ingest.collect.Callers;
import dev.tributary.ingest.collect.Door;
import dev.tributary.ingest.collect.Endpoints;
import dev.tributary.ingest.collect.Origins;
import dev.tributary.ingest.collect.Route;
import dev.tributary.ingest.collect.Router;
import dev.tributary.ingest.envelope.EventIdSource;
import dev.tributary.ingest.envelope.HeaderFields;
import dev.tributary.ingest.gate.GateSelector;
import dev.tributary.ingest.gate.GateSettings;
import dev.tributary.ingest.gate.HeadLimits;
import dev.tributary.ingest.gate.Watchdog;
import dev.tributary.ingest.publish.EventPublisher;
import io.helidon.webserver.WebServer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running HTTP server. {@link #stop} lets the requests in hand finish. */
public final class IngestServer {
  private static final Logger LOG = LoggerFactory.getLogger(IngestServer.class);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Watchdog watchdog = new Watchdog();
  private final WebServer web;

  IngestServer(IngestConfig config, EventPublisher publisher) {
    HeaderFields headers = new HeaderFields(Set.of(), HeaderFields.Addresses.DROPPED);
    EventIdSource ids = new EventIdSource(new SecureRandom());
    Endpoints endpoints = new Endpoints(publisher, headers, ids, watchdog::isDraining);
    List<Route> routes = new ArrayList<>(endpoints.forEvents(config.routes(), Map.of()));
    routes.addAll(endpoints.forOperators());
    Router router =
        new Router(
            routes, new Origins(Set.of()), Callers.ANYONE, Clock.systemUTC(), watchdog::isDraining);
    Door door = new Door(router, new NoObserver());
    this.web =
        WebServer.builder()
            .host(config.host())
            .port(config.port())
            .shutdownHook(false)
            .shutdownGracePeriod(GRACE)
            .protocolsDiscoverServices(false)
            .addConnectionSelector(new GateSelector(gateSettings()))
            .connectionOptions(socket -> socket.tcpNoDelay(true))
            .routing(routing -> routing.any(door))
            .build();
  }

  private GateSettings gateSettings() {
    return new GateSettings(
        HeadLimits.DEFAULT,
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        watchdog,
        refused -> {});
  }

  /** Listens. Returns the port. */
  int start() {
    watchdog.start();
    web.start();
    LOG.info("Started the ingest-service port={}", web.port());
    return web.port();
  }

  /**
   * Ends idle connections, lets requests finish, closes. Readiness is red from the first moment.
   */
  void stop() {
    watchdog.drain();
    web.stop();
    watchdog.close();
    LOG.info("Stopped the ingest-service");
  }
}
