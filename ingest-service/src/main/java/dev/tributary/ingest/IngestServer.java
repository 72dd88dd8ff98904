package dev.tributary.ingest;

import dev.tributary.ingest.config.IngestConfig;
import dev.tributary.ingest.connections.Watchdog;
import dev.tributary.ingest.endpoints.Endpoints;
import dev.tributary.ingest.envelope.ClientAddress;
import dev.tributary.ingest.envelope.EventIdGenerator;
import dev.tributary.ingest.envelope.HeaderFields;
import dev.tributary.ingest.envelope.HeaderRules;
import dev.tributary.ingest.fairness.Peers;
import dev.tributary.ingest.http.Authenticator;
import dev.tributary.ingest.http.BodyMemory;
import dev.tributary.ingest.http.CorsPolicy;
import dev.tributary.ingest.http.RequestHandler;
import dev.tributary.ingest.http.RequestListener;
import dev.tributary.ingest.http.Route;
import dev.tributary.ingest.http.Router;
import dev.tributary.ingest.http1.Http1Selector;
import dev.tributary.ingest.http1.Http1Settings;
import dev.tributary.ingest.http1.head.HeadLimits;
import dev.tributary.ingest.http1.head.RefusedRequestException;
import dev.tributary.ingest.keys.WriteKeys;
import dev.tributary.ingest.observe.AccessLog;
import dev.tributary.ingest.observe.AccessLogs;
import dev.tributary.ingest.observe.Metrics;
import dev.tributary.ingest.observe.MetricsEndpoint;
import dev.tributary.ingest.observe.RequestListeners;
import dev.tributary.ingest.publish.EventPublisher;
import io.helidon.webserver.WebServer;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server with all that answers in it. {@link #stop} lets the requests in hand finish; an
 * instance starts and stops once.
 */
public final class IngestServer {
  private static final Logger LOG = LoggerFactory.getLogger(IngestServer.class);

  private final Watchdog watchdog = new Watchdog();
  private final Metrics metrics = new Metrics();
  private final IngestConfig config;
  private final EventPublisher publisher;
  private final BodyMemory memory;
  private final Optional<AccessLog> accessLog;
  private final WebServer web;

  /**
   * Wires everything; opens the access log and reads the write keys.
   *
   * @throws IllegalArgumentException when one of the files named in the settings is broken
   */
  public IngestServer(IngestConfig config, EventPublisher publisher) {
    this.config = config;
    this.publisher = publisher;
    this.memory = new BodyMemory(config.maxBodyMemory());
    this.accessLog = AccessLogs.open(config.accessLog());
    this.web = new Listeners(config, http1()).build(handlers());
  }

  private Listeners.Handlers handlers() {
    IngestConfig.Privacy privacy = config.privacy();
    HeaderFields headers =
        new HeaderFields(
            new HeaderRules(privacy.droppedHeaders(), privacy.keptHeaders(), privacy.addresses()),
            new ClientAddress(privacy.addresses(), privacy.addressHeader()));
    EventIdGenerator ids = new EventIdGenerator(new SecureRandom());
    Endpoints endpoints = new Endpoints(publisher, headers, ids, metrics, watchdog::isDraining);
    List<Route> events = new ArrayList<>(endpoints.forEvents(config.routes(), config.topics()));
    List<Route> operators = new ArrayList<>(endpoints.forOperators());
    if (config.listen().adminPort().isPresent()) {
      operators.add(new Route("/metrics", metricsEndpoint(), Route.Access.OPEN));
      return new Listeners.Handlers(handler(events), Optional.of(handler(operators)));
    }
    events.addAll(operators);
    events.add(new Route("/metrics", metricsEndpoint(), Route.Access.OPERATOR));
    return new Listeners.Handlers(handler(events), Optional.empty());
  }

  private RequestHandler handler(List<Route> routes) {
    Authenticator authenticator =
        config
            .keysFile()
            .<Authenticator>map(file -> new WriteKeys(file, System::nanoTime))
            .orElse(Authenticator.ANYONE);
    CorsPolicy cors = new CorsPolicy(config.origins());
    Router router =
        new Router(routes, cors, authenticator, Clock.systemUTC(), watchdog::isDraining);
    List<RequestListener> listeners = new ArrayList<>(List.of(metrics));
    accessLog.ifPresent(listeners::add);
    return new RequestHandler(router, memory, new RequestListeners(listeners));
  }

  private MetricsEndpoint metricsEndpoint() {
    return new MetricsEndpoint(metrics)
        .gauge("tributary_ready", "1 when Kafka takes events", () -> publisher.isReady() ? 1 : 0)
        .gauge(
            "tributary_kafka_breaker_open",
            "1 when requests are refused at once",
            () -> publisher.isRefusing() ? 1 : 0)
        .gauge(
            "tributary_kafka_pending_bytes",
            "Bytes of records that wait for Kafka",
            publisher::pendingBytes)
        .gauge("tributary_body_memory_bytes", "Bytes of bodies in memory", memory::usedBytes)
        .gauge(
            "tributary_access_log_dropped",
            "Lines of the access log that were dropped",
            () -> accessLog.map(AccessLog::dropped).orElse(0L));
  }

  private Http1Selector http1() {
    IngestConfig.Timeouts timeouts = config.timeouts();
    return new Http1Selector(
        new Http1Settings(
            HeadLimits.DEFAULT,
            timeouts.head(),
            timeouts.bodyStall(),
            timeouts.body(),
            timeouts.minBodyRate(),
            watchdog,
            new Peers(config.listen().maxPerAddress()),
            this::refused));
  }

  private void refused(RefusedRequestException request, SocketAddress peer) {
    metrics.refused(request);
    accessLog.ifPresent(log -> log.refused(RequestHandler.address(peer), request.status()));
  }

  /**
   * Listens. Returns the port.
   *
   * @throws IllegalArgumentException when a port is taken or an address is not ours
   */
  public int start() {
    Listeners.checkFree(config.listen());
    web.start();
    if (!web.isRunning()) {
      throw new IllegalStateException("Helidon did not start, its log says why");
    }
    new Acceptors(addresses(), watchdog::isDraining).watch();
    watchdog.start();
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
  public int adminPort() {
    return config.listen().adminPort().isPresent() ? web.port(Listeners.ADMIN) : -1;
  }

  /**
   * Makes readiness red, waits for the drain delay, ends idle connections, lets requests finish,
   * and closes.
   */
  public void stop() {
    watchdog.announceDrain();
    try {
      Thread.sleep(config.timeouts().drainDelay());
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    watchdog.drain();
    web.stop();
    watchdog.close();
    accessLog.ifPresent(AccessLog::close);
    LOG.info("Stopped the ingest-service");
  }
}
