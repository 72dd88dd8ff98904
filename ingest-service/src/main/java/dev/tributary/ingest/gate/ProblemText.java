package dev.tributary.ingest.gate;

/** A problem as RFC 9457 writes it. */
final class ProblemText {
  private ProblemText() {}

  /** The messages are ours: they hold no quotes. */
  static String json(int status, String title, String detail) {
    return "{\"type\":\"about:blank\",\"title\":\""
        + title
        + "\",\"status\":"
        + status
        + ",\"detail\":\""
        + detail
        + "\"}\n";
  }
}
