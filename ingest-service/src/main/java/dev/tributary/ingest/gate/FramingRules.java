package dev.tributary.ingest.gate;

import java.util.List;
import java.util.Locale;

/** Which framings are taken: exactly one way to find the body's end, or none (RFC 9112, 6.3). */
final class FramingRules {
  private FramingRules() {}

  static Framing of(RequestHead head) {
    checkHost(head);
    List<String> lengths = head.headers("content-length");
    List<String> codings = head.headers("transfer-encoding");
    String connection =
        String.join(",", head.headers("connection")).toLowerCase(Locale.ROOT).replace(" ", "");
    boolean keepAlive = keepAlive(head.isHttp10(), "," + connection + ",");
    boolean expects =
        !head.isHttp10()
            && head.header("expect").filter(v -> v.equalsIgnoreCase("100-continue")).isPresent();
    if (!codings.isEmpty()) {
      checkChunked(head, lengths, codings);
      return new Framing(-1, keepAlive, expects);
    }
    return new Framing(lengths.isEmpty() ? 0 : length(lengths), keepAlive, expects);
  }

  private static void checkHost(RequestHead head) {
    int hosts = head.headers("host").size();
    if (hosts > 1 || hosts == 0 && !head.isHttp10()) {
      throw bad("The request must have one Host header, it has " + hosts);
    }
  }

  private static void checkChunked(RequestHead head, List<String> lengths, List<String> codings) {
    if (!lengths.isEmpty()) {
      throw bad("The request has both Content-Length and Transfer-Encoding: send one of them");
    }
    if (head.isHttp10()) {
      throw bad("Transfer-Encoding needs HTTP/1.1");
    }
    if (codings.size() != 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
      throw bad("Transfer-Encoding must be chunked");
    }
  }

  private static long length(List<String> lengths) {
    if (lengths.size() > 1) {
      throw bad("The request has two Content-Length headers: send one");
    }
    String text = lengths.get(0);
    boolean digits = !text.isEmpty() && text.length() <= 18;
    for (int i = 0; digits && i < text.length(); i++) {
      digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (!digits) {
      throw bad("Content-Length must be 1 to 18 digits");
    }
    return Long.parseLong(text);
  }

  private static boolean keepAlive(boolean http10, String connection) {
    if (connection.contains(",close,")) {
      return false;
    }
    return !http10 || connection.contains(",keep-alive,");
  }

  private static RefusedRequest bad(String message) {
    return new RefusedRequest(400, message);
  }
}
