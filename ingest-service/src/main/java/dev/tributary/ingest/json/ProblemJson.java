package dev.tributary.ingest.json;

import java.util.Map;

/** Errors as RFC 9457 writes them: one form for every answer of the service that is one. */
public final class ProblemJson {
  /** The media type. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(413, "Content Too Large"),
          Map.entry(414, "URI Too Long"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(431, "Request Header Fields Too Large"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(505, "HTTP Version Not Supported"));

  private ProblemJson() {}

  /** The status in words. */
  public static String title(int status) {
    return TITLES.getOrDefault(status, "Error");
  }

  /** The whole object. */
  public static byte[] of(int status, String detail) {
    JsonBytes out = new JsonBytes(128 + detail.length());
    begin(out, status, detail);
    return out.raw("}\n").toByteArray();
  }

  /** Begins the object: the caller may add members, and ends it with a brace. */
  public static void begin(JsonBytes out, int status, String detail) {
    out.raw("{\"type\":\"about:blank\",\"title\":").text(title(status));
    out.raw(",\"status\":").raw(String.valueOf(status));
    out.raw(",\"detail\":").text(detail);
  }
}
