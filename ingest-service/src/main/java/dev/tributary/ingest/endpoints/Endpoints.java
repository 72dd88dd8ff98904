package dev.tributary.ingest.endpoints;

import dev.tributary.ingest.collect.Collector;
import dev.tributary.ingest.collect.EventCounts;
import dev.tributary.ingest.config.RouteSettings;
import dev.tributary.ingest.connections.Drain;
import dev.tributary.ingest.envelope.EventIdGenerator;
import dev.tributary.ingest.envelope.HeaderFields;
import dev.tributary.ingest.format.EventLimits;
import dev.tributary.ingest.format.segment.SegmentCall;
import dev.tributary.ingest.http.Bodies;
import dev.tributary.ingest.http.Endpoint;
import dev.tributary.ingest.http.Route;
import dev.tributary.ingest.publish.EventPublisher;
import dev.tributary.ingest.receipts.Receipts;
import dev.tributary.schemas.types.EventSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** All paths of the service and what answers them: tests use the same ones as production. */
public final class Endpoints {
  /** The topic of the event types that the settings give none. */
  public static final String DEFAULT_TOPIC = "events";

  private final EventPublisher publisher;
  private final Receipts receipts;
  private final Collector collector;
  private final Drain drain;

  public Endpoints(
      EventPublisher publisher,
      Receipts receipts,
      HeaderFields headers,
      EventIdGenerator ids,
      EventCounts counts,
      Drain drain) {
    this.publisher = publisher;
    this.receipts = receipts;
    this.collector = new Collector(publisher, headers, ids, counts);
    this.drain = drain;
  }

  /**
   * What takes events.
   *
   * @param simple one route for each simple path
   * @param topics topics of event types that do not go to {@code events}
   */
  public List<Route> forEvents(List<RouteSettings> simple, Map<String, String> topics) {
    UnaryOperator<String> topicOf = type -> topics.getOrDefault(type, DEFAULT_TOPIC);
    Bodies bodies = new Bodies(EventLimits.MAX_EVENT_BYTES);
    DeclaredParameters declared = new DeclaredParameters(EventSchemas.declared());
    List<Route> routes = new ArrayList<>();
    for (RouteSettings route : simple) {
      Route.Access access = route.open() ? Route.Access.ORIGIN : Route.Access.KEY;
      routes.add(
          new Route(route.path(), new RouteEndpoint(route, collector, bodies, declared), access));
    }
    PreferredWait wait = new PreferredWait(receipts, drain::isAnnounced);
    routes.add(keyed("/v1/events", new EventsEndpoint(collector, topicOf, wait)));
    routes.add(keyed("/v1/receipts/{receipt}", new ReceiptEndpoint(receipts)));
    routes.add(keyed("/v1/pixel.gif", new PixelEndpoint(collector, topicOf, declared)));
    routes.add(
        new Route(
            "/v1/schemas/{type}", new SchemaEndpoint(EventSchemas.declared()), Route.Access.OPEN));
    for (SegmentCall call : SegmentCall.values()) {
      Endpoint endpoint = new SegmentEndpoint(call, collector, topicOf);
      routes.add(new Route("/v1/" + call.path(), endpoint, Route.Access.BODY_KEY));
      routes.add(new Route("/v1/" + call.shortPath(), endpoint, Route.Access.BODY_KEY));
    }
    return routes;
  }

  /** What orchestrators and people look at. */
  public List<Route> forOperators() {
    return List.of(
        new Route("/health/live", new HealthEndpoint(() -> ""), Route.Access.OPEN),
        new Route("/health/ready", new HealthEndpoint(this::notReady), Route.Access.OPEN),
        new Route(
            "/openapi",
            new DocumentEndpoint("/openapi.yaml", "application/yaml"),
            Route.Access.OPEN));
  }

  private static Route keyed(String path, Endpoint endpoint) {
    return new Route(path, endpoint, Route.Access.KEY);
  }

  private String notReady() {
    if (drain.isAnnounced()) {
      return "The service is stopping";
    }
    return publisher.isReady() ? "" : "Kafka does not take events at the moment";
  }
}
