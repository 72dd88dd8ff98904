package dev.tributary.ingest.http;

import dev.tributary.ingest.http1.head.RequestHead;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which web pages may send events (CORS, WHATWG Fetch). Without any configured, pages of other
 * origins get no permission to read answers or to send JSON; with some, all others are refused,
 * beacons too.
 */
public final class CorsPolicy {
  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
  private static final String ANY = "*";
  private static final String MAX_AGE_SECONDS = "600";

  private final Set<String> allowed;

  /**
   * @param allowed origins such as {@code https://shop.example}, or {@code *} for all
   */
  public CorsPolicy(Set<String> allowed) {
    this.allowed = Set.copyOf(allowed);
  }

  /**
   * The headers that an answer needs.
   *
   * @throws ProblemException 403 when the request comes from an origin that is not allowed
   */
  Map<String, String> check(RequestHead head) {
    Optional<String> origin = head.header("origin");
    if (origin.isEmpty() || allowed.isEmpty()) {
      return Map.of();
    }
    String from = origin.get();
    if (allowed.contains(from)) {
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put(ALLOW_ORIGIN, from);
      headers.put("Access-Control-Allow-Credentials", "true"); // beacons ask for it
      headers.put("Vary", "Origin");
      return headers;
    }
    if (allowed.contains(ANY)) {
      return Map.of(ALLOW_ORIGIN, ANY);
    }
    throw new ProblemException(
        403, "Pages of this origin may not send events: add it to cors.origins");
  }

  /** The answer to a preflight, with the headers of {@link #check} among its own. */
  static Response preflight(String allow, Map<String, String> granted) {
    Map<String, String> headers = new LinkedHashMap<>(granted);
    headers.put("Allow", allow);
    if (granted.containsKey(ALLOW_ORIGIN)) {
      headers.put("Access-Control-Allow-Methods", allow);
      headers.put(
          "Access-Control-Allow-Headers", "Content-Type, Content-Encoding, Authorization, Prefer");
      headers.put("Access-Control-Max-Age", MAX_AGE_SECONDS);
    }
    return new Response(204, "", new byte[0], headers);
  }
}
