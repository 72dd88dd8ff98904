package dev.tributary.ingest.json;

import java.util.Map;

/** Problems as RFC 9457 writes them. */
public final class ProblemText {
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

  private ProblemText() {}

  /** The status in words. */
  public static String title(int status) {
    return TITLES.getOrDefault(status, "Error");
  }

  /** Details are our own texts and hold no quotes. */
  public static String json(int status, String detail) {
    return "{\"type\":\"about:blank\",\"title\":\""
        + title(status)
        + "\",\"status\":"
        + status
        + ",\"detail\":\""
        + detail
        + "\"}\n";
  }
}
