package dev.tributary.ingest;

import dev.tributary.ingest.collect.Collector;
import dev.tributary.ingest.config.IngestConfig;
import dev.tributary.ingest.connections.Drain;
import dev.tributary.ingest.connections.Watchdog;
import dev.tributary.ingest.console.Console;
import dev.tributary.ingest.console.ServiceCounts;
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
import dev.tributary.ingest.observe.Metrics;
import dev.tributary.ingest.observe.MetricsEndpoint;
import dev.tributary.ingest.observe.RequestListeners;
import dev.tributary.ingest.publish.EventPublisher;
import dev.tributary.ingest.receipts.Receipts;
import io.helidon.webserver.WebServer;
import java.net.SocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the parts of the service and tells each which others it needs. */
final class ServiceWiring {
  private static final Map<String, String> RECEIPT_GAUGES =
      Map.of(
          "tributary_ledger_difference",
          "Records by which the figures of the commit log differ; 0 when all is well",
          "tributary_receipts_following",
          "1 while the commit log is followed",
          "tributary_receipts_memory_bytes",
          "Bytes of commits in memory",
          "tributary_receipts_waiting_events",
          "Events that requests wait for until they are queryable");

  private final IngestConfig config;
  private final EventPublisher publisher;
  private final Receipts receipts;
  private final Drain drain;
  private final Optional<AccessLog> accessLog;
  private final Metrics metrics = new Metrics();
  private final ServiceCounts counts = new ServiceCounts(metrics, Clock.systemUTC());
  private final BodyMemory memory;

  ServiceWiring(
      IngestConfig config,
      IngestServer.Backend backend,
      Drain drain,
      Optional<AccessLog> accessLog) {
    this.config = config;
    this.publisher = backend.publisher();
    this.receipts = backend.receipts();
    this.drain = drain;
    this.accessLog = accessLog;
    this.memory = new BodyMemory(config.maxBodyMemory());
  }

  /** The server, not started. */
  WebServer server(Watchdog watchdog) {
    return new Listeners(config, http1(watchdog)).build(handlers());
  }

  /** The counts over time, not started. */
  ServiceCounts counts() {
    return counts;
  }

  private Http1Selector http1(Watchdog watchdog) {
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

  private Listeners.Handlers handlers() {
    HeaderFields headers = headerFields();
    EventIdGenerator ids = new EventIdGenerator(new SecureRandom());
    Endpoints endpoints = new Endpoints(publisher, receipts, headers, ids, metrics, drain);
    Console console = console(new Collector(publisher, headers, ids, metrics));
    List<Route> events = new ArrayList<>(endpoints.forEvents(config.routes(), config.topics()));
    List<Route> operators = new ArrayList<>(endpoints.forOperators());
    if (config.listen().adminPort().isPresent()) {
      operators.add(new Route("/metrics", metricsEndpoint(), Route.Access.OPEN));
      operators.addAll(console.routes(Route.Access.OPEN));
      return new Listeners.Handlers(handler(events), Optional.of(handler(operators)));
    }
    events.addAll(operators);
    events.add(new Route("/metrics", metricsEndpoint(), Route.Access.OPERATOR));
    events.addAll(console.routes(Route.Access.OPERATOR_PAGE));
    return new Listeners.Handlers(handler(events), Optional.empty());
  }

  private Console console(Collector collector) {
    return new Console(
        new Console.Parts(
            publisher,
            receipts,
            counts,
            collector,
            type -> config.topics().getOrDefault(type, Endpoints.DEFAULT_TOPIC)));
  }

  private HeaderFields headerFields() {
    IngestConfig.Privacy privacy = config.privacy();
    return new HeaderFields(
        new HeaderRules(privacy.droppedHeaders(), privacy.keptHeaders(), privacy.addresses()),
        new ClientAddress(privacy.addresses(), privacy.addressHeader()));
  }

  private RequestHandler handler(List<Route> routes) {
    Authenticator authenticator =
        config
            .keysFile()
            .<Authenticator>map(file -> new WriteKeys(file, System::nanoTime))
            .orElse(Authenticator.ANYONE);
    CorsPolicy cors = new CorsPolicy(config.origins());
    Router router = new Router(routes, cors, authenticator, Clock.systemUTC());
    List<RequestListener> listeners = new ArrayList<>(List.of(metrics));
    accessLog.ifPresent(listeners::add);
    return new RequestHandler(router, memory, new RequestListeners(listeners), drain);
  }

  private MetricsEndpoint metricsEndpoint() {
    MetricsEndpoint all = kafkaMetrics();
    if (receipts.isOn()) {
      RECEIPT_GAUGES.forEach(
          (name, help) -> all.gauge(name, help, () -> receipts.figures().getOrDefault(name, 0.0)));
      all.gauges(
          "tributary_ledger_records",
          "What records became, by the commits of the last day, and what is in flight",
          "term",
          receipts::terms);
    }
    return all;
  }

  private MetricsEndpoint kafkaMetrics() {
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
}
