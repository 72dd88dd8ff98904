package dev.tributary.ingest.console;

import dev.tributary.ingest.collect.Collector;
import dev.tributary.ingest.http.Endpoint;
import dev.tributary.ingest.http.Route;
import dev.tributary.ingest.publish.EventPublisher;
import dev.tributary.ingest.receipts.Receipts;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;

/** All paths of the console: the files of its page, and the JSON that they show. */
public final class Console {
  /** Where its page is. */
  public static final String PATH = "/console";

  private final Parts parts;

  /** What it looks at. */
  public record Parts(
      EventPublisher publisher,
      Receipts receipts,
      ServiceCounts counts,
      Collector collector,
      UnaryOperator<String> topicOf) {}

  public Console(Parts parts) {
    this.parts = parts;
  }

  /** The paths; all of them are as open as the metrics. */
  public List<Route> routes(Route.Access access) {
    return List.of(
        route("", new PageFile("index.html", "text/html; charset=utf-8"), access),
        route("/console.css", new PageFile("console.css", "text/css; charset=utf-8"), access),
        route("/console.js", new PageFile("console.js", "text/javascript; charset=utf-8"), access),
        route("/icon.svg", new PageFile("icon.svg", "image/svg+xml"), access),
        route("/api/flow", new FlowEndpoint(parts.receipts(), parts.counts()), access),
        route("/api/health", new HealthEndpoint(parts.publisher(), parts.receipts()), access),
        route("/api/find/{receipt}", new FindEndpoint(parts.receipts()), access),
        route(
            "/api/try",
            new TryEndpoint(parts.collector(), parts.topicOf(), Clock.systemUTC()),
            access));
  }

  private static Route route(String path, Endpoint endpoint, Route.Access access) {
    return new Route(PATH + path, endpoint, access);
  }
}
