package dev.tributary.ingest.endpoints;

import dev.tributary.ingest.http.Endpoint;
import dev.tributary.ingest.http.ProblemException;
import dev.tributary.ingest.http.Request;
import dev.tributary.ingest.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** A health check: 200 while it is fine, else 503. */
final class HealthEndpoint implements Endpoint {
  private final Supplier<String> problem;

  /**
   * @param problem says why it is not well, empty while it is
   */
  HealthEndpoint(Supplier<String> problem) {
    this.problem = problem;
  }

  @Override
  public List<String> methods() {
    return List.of("GET");
  }

  @Override
  public Response answer(Request request) {
    String wrong = problem.get();
    if (!wrong.isEmpty()) {
      throw ProblemException.unavailable(wrong);
    }
    return Response.json(200, "{\"status\":\"UP\"}\n".getBytes(StandardCharsets.UTF_8));
  }
}
