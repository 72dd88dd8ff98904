package dev.tributary.ingest.http;

import dev.tributary.ingest.http1.head.RefusedRequestException;
import dev.tributary.ingest.http1.head.RequestHead;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.socket.SocketWriterException;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the endpoint of a request by its path; knows methods, origins, keys and errors. Thread
 * safe.
 */
public final class Router {
  private static final Logger LOG = LoggerFactory.getLogger(Router.class);

  /** Headers of pages: browsers must not guess the type, and caches must not store them. */
  private static final Map<String, String> PAGE =
      Map.of("X-Content-Type-Options", "nosniff", "Cache-Control", "no-store");

  private static final Map<String, String> BASIC =
      Map.of("WWW-Authenticate", "Basic realm=\"tributary\", charset=\"UTF-8\"");

  private static final int FEW_PARAMETERS = 16;
  private static final long PARAMETER_BYTES = 200;

  private final Map<String, Route> routes;
  private final CorsPolicy cors;
  private final Authenticator authenticator;
  private final Clock clock;

  public Router(List<Route> routes, CorsPolicy cors, Authenticator authenticator, Clock clock) {
    this.routes = routes.stream().collect(Collectors.toMap(Router::key, Function.identity()));
    this.cors = cors;
    this.authenticator = authenticator;
    this.clock = clock;
  }

  /** The path of the request's route, or empty. */
  String pathOf(RequestHead head) {
    Route route = find(head);
    return route == null ? "" : route.path();
  }

  /** The answer, also to an error; throws only when the client is gone. */
  Response answer(RequestContext context) {
    RequestHead head = context.current().head();
    Map<String, String> granted = Map.of();
    try {
      Route route = find(head);
      if (route == null) {
        throw new ProblemException(
            404, "There is nothing at this path: /openapi lists what there is");
      }
      granted = route.takesEvents() ? cors.check(head) : PAGE;
      return with(granted, answer(route, context, granted));
    } catch (ProblemException problem) {
      return with(granted, problem.response());
    } catch (RefusedRequestException
        | DataReader.InsufficientDataAvailableException
        | ServerConnectionException
        | SocketWriterException
        | UncheckedIOException ofTheConnection) {
      throw ofTheConnection;
    } catch (RuntimeException | Error bug) { // it ends this request, and nothing else
      LOG.error("Failed to answer a request method={} path={}", head.method(), pathOf(head), bug);
      return new ProblemException(500, "The service failed: its log says why").response();
    }
  }

  private Response answer(Route route, RequestContext context, Map<String, String> granted) {
    Endpoint endpoint = route.endpoint();
    String method = context.current().head().method();
    if (endpoint.methods().contains(method)) {
      return endpoint.answer(request(route, context));
    }
    if (method.equals("OPTIONS")) {
      return CorsPolicy.preflight(allow(endpoint), granted);
    }
    if (method.equals("HEAD") && endpoint.methods().contains("GET")) {
      return endpoint.peek(request(route, context));
    }
    String allow = allow(endpoint);
    throw new ProblemException(405, "This path takes " + allow, Map.of("Allow", allow));
  }

  private Request request(Route route, RequestContext context) {
    RequestHead head = context.current().head();
    long now = clock.millis();
    QueryParameters query = query(head);
    if (query.size() > FEW_PARAMETERS) {
      context.memory().take(PARAMETER_BYTES * query.size());
    }
    Client client =
        switch (route.access()) {
          case OPEN, ORIGIN -> Client.ANYONE;
          case KEY -> authenticator.authenticate(head, query);
          case OPERATOR -> operator(authenticator.authenticate(head, query));
          case OPERATOR_PAGE -> operator(ofBrowser(head, query));
          case BODY_KEY ->
              hasKey(head, query) ? authenticator.authenticate(head, query) : Client.UNKNOWN;
        };
    return new Request(context, query.without(Authenticator.PARAMETER), now, client, authenticator);
  }

  /** A browser knows Basic alone: it asks for a user name, which is the key, and remembers it. */
  private Client ofBrowser(RequestHead head, QueryParameters query) {
    try {
      return authenticator.authenticate(head, query);
    } catch (ProblemException problem) {
      if (problem.status() == 401) {
        throw new ProblemException(401, problem.getMessage(), BASIC);
      }
      throw problem;
    }
  }

  private static Client operator(Client client) {
    if (!client.isOperator()) {
      throw new ProblemException(403, "This path needs a key that is marked operator in keys.file");
    }
    return client;
  }

  private static boolean hasKey(RequestHead head, QueryParameters query) {
    return head.header("authorization").isPresent() || query.has(Authenticator.PARAMETER);
  }

  private static QueryParameters query(RequestHead head) {
    try {
      return QueryParameters.parse(head.query());
    } catch (IllegalArgumentException broken) {
      throw new ProblemException(400, broken.getMessage());
    }
  }

  /** A path that ends in a {@code {name}} stands for every path with one step in its place. */
  private static String key(Route route) {
    String path = route.path();
    return path.endsWith("}") ? path.substring(0, path.lastIndexOf('/') + 1) + '*' : path;
  }

  /** A page has one path, as a proxy's rule may name it; events may have a slash at the end. */
  private Route find(RequestHead head) {
    String path = head.path();
    if (path.length() > 1 && path.endsWith("/")) {
      Route route = find(path.substring(0, path.length() - 1));
      return route != null && route.takesEvents() ? route : null;
    }
    return find(path);
  }

  private Route find(String path) {
    Route exact = routes.get(path);
    return exact != null ? exact : routes.get(path.substring(0, path.lastIndexOf('/') + 1) + '*');
  }

  private static String allow(Endpoint endpoint) {
    String methods = String.join(", ", endpoint.methods());
    return endpoint.methods().contains("GET") ? methods + ", HEAD, OPTIONS" : methods + ", OPTIONS";
  }

  private static Response with(Map<String, String> granted, Response response) {
    if (granted.isEmpty()) {
      return response;
    }
    Map<String, String> headers = new LinkedHashMap<>(granted);
    headers.putAll(response.headers());
    return new Response(response.status(), response.contentType(), response.body(), headers);
  }
}
