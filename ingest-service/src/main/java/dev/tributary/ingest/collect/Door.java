package dev.tributary.ingest.collect;

import dev.tributary.ingest.gate.GateSelector;
import dev.tributary.ingest.gate.RefusedRequest;
import dev.tributary.ingest.gate.RequestHead;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the endpoint of each request and sends its answer; knows paths, methods and errors only.
 */
public final class Door implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger(Door.class);

  private final Map<String, Endpoint> endpoints;
  private final Clock clock;
  private final BooleanSupplier draining;

  /**
   * @param endpoints by path, without a slash at the end
   * @param draining true when connections should end after their answer
   */
  public Door(Map<String, Endpoint> endpoints, Clock clock, BooleanSupplier draining) {
    this.endpoints = Map.copyOf(endpoints);
    this.clock = clock;
    this.draining = draining;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    RequestHead head = GateSelector.currentHead();
    Incoming incoming = new Incoming(head, () -> request.content().inputStream(), clock.millis());
    Reply reply = reply(incoming);
    boolean unread = head.framing().length() != 0 && !request.content().consumed();
    if (unread || draining.getAsBoolean()) {
      response.header(HeaderNames.CONNECTION, "close");
      GateSelector.endAfterAnswer();
    }
    try {
      send(reply, head, response);
    } catch (UncheckedIOException gone) {
      throw new CloseConnectionException("The client went away before its answer", gone);
    }
  }

  private Reply reply(Incoming incoming) {
    try {
      return route(incoming);
    } catch (Problem problem) {
      return problem.reply();
    } catch (RefusedRequest refused) {
      return new Problem(refused.status(), refused.getMessage()).reply();
    } catch (DataReader.InsufficientDataAvailableException | UncheckedIOException gone) {
      throw new CloseConnectionException("The client went away in the middle of its body", gone);
    } catch (RuntimeException bug) {
      LOG.error(
          "Failed to answer method={} path={}", incoming.head().method(), path(incoming), bug);
      return new Problem(500, "The service failed: its log says why").reply();
    }
  }

  private Reply route(Incoming incoming) {
    String method = incoming.head().method();
    Endpoint endpoint = endpoints.get(path(incoming));
    if (endpoint == null) {
      throw new Problem(404, "There is nothing at this path: /openapi lists what there is");
    }
    if (endpoint.methods().contains(method)) {
      return endpoint.answer(incoming);
    }
    String allow = allow(endpoint);
    if (method.equals("OPTIONS")) {
      return new Reply(204, "", new byte[0], Map.of("Allow", allow));
    }
    if (method.equals("HEAD") && endpoint.methods().contains("GET")) {
      return endpoint.peek(incoming);
    }
    throw new Problem(405, "This path takes " + allow, Map.of("Allow", allow));
  }

  private static String path(Incoming incoming) {
    String path = incoming.head().path();
    boolean slash = path.length() > 1 && path.endsWith("/");
    return slash ? path.substring(0, path.length() - 1) : path;
  }

  private static String allow(Endpoint endpoint) {
    String methods = String.join(", ", endpoint.methods());
    return endpoint.methods().contains("GET") ? methods + ", HEAD, OPTIONS" : methods + ", OPTIONS";
  }

  private static void send(Reply reply, RequestHead head, ServerResponse response) {
    response.status(Status.create(reply.status()));
    if (!reply.contentType().isEmpty()) {
      response.header(HeaderNames.CONTENT_TYPE, reply.contentType());
    }
    reply.headers().forEach((name, value) -> response.header(name, value));
    if (head.method().equals("HEAD")) {
      response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(reply.body().length));
      response.send(new byte[0]);
      return;
    }
    response.send(reply.body());
  }
}
