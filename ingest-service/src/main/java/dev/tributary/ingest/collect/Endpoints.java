package dev.tributary.ingest.collect;

import dev.tributary.ingest.envelope.EventIdSource;
import dev.tributary.ingest.envelope.HeaderFields;
import dev.tributary.ingest.publish.EventPublisher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** All paths of the service and what answers them: tests use the same ones as production. */
public final class Endpoints {
  private Endpoints() {}

  /** The endpoints by path. */
  public static Map<String, Endpoint> of(
      List<RouteSettings> routes, HeaderFields headers, CollectParts parts) {
    Collector collector = new Collector(parts.publisher(), headers, parts.ids());
    Bodies bodies = new Bodies(Collector.MAX_EVENT_BYTES);
    Map<String, Endpoint> endpoints = new HashMap<>();
    for (RouteSettings route : routes) {
      endpoints.put(route.path(), new SimpleRoute(route, collector, bodies));
    }
    endpoints.put("/health/live", new Health(() -> ""));
    endpoints.put("/health/ready", new Health(() -> notReady(parts)));
    return endpoints;
  }

  private static String notReady(CollectParts parts) {
    if (parts.draining().getAsBoolean()) {
      return "The service is stopping";
    }
    return parts.publisher().isReady() ? "" : "Kafka does not take events at the moment";
  }

  /**
   * What the endpoints work with.
   *
   * @param draining true once the service stops
   */
  public record CollectParts(
      EventPublisher publisher, EventIdSource ids, BooleanSupplier draining) {}
}
