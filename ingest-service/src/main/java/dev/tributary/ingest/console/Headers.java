package dev.tributary.ingest.console;

import dev.tributary.ingest.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** Headers of the console's answers: a browser runs no script but ours, and asks no other host. */
final class Headers {
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
          + " connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
  private static final String DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

  private Headers() {}

  /** Of a file of the page. */
  static Response page(String contentType, byte[] body) {
    return new Response(200, contentType, body, with(PAGE_POLICY));
  }

  /** Of JSON: it is no page, whoever opens it. */
  static Response json(int status, byte[] body) {
    return new Response(status, "application/json", body, with(DATA_POLICY));
  }

  private static Map<String, String> with(String policy) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Security-Policy", policy);
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put("X-Frame-Options", "DENY");
    return headers;
  }
}
