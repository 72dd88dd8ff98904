package dev.tributary.ingest.http1.head;

import java.nio.charset.StandardCharsets;

/**
 * Reads a request's head as RFC 9112 specifies. What two parsers could read in two ways (bare line
 * feeds, folded lines, blanks before a colon) is refused, so that nothing can be smuggled past a
 * proxy.
 */
public final class HeadParser {
  private final HeadLimits limits;

  public HeadParser(HeadLimits limits) {
    this.limits = limits;
  }

  /**
   * Parses one head.
   *
   * @param head all bytes from the method to the empty line, which ends them
   */
  public RequestHead parse(byte[] head) {
    int lineEnd = lineEnd(head, 0);
    RequestLine line = line(head, lineEnd);
    int[] fields = new int[64];
    int count = 0;
    int at = lineEnd + 2;
    int last = head.length - 2; // where the empty line must begin, and nothing before it may
    while (at < last) {
      if (count == limits.maxHeaders()) {
        throw tooMany();
      }
      if (4 * count == fields.length) {
        fields = java.util.Arrays.copyOf(fields, 2 * fields.length);
      }
      int end = lineEnd(head, at);
      field(head, at, end, fields, 4 * count);
      count++;
      at = end + 2;
    }
    if (at != last || head[at] != '\r' || head[at + 1] != '\n') {
      throw bad("The request's head must end with an empty line");
    }
    RequestHead unframed = new RequestHead(head, line, fields, count, null);
    return new RequestHead(head, line, fields, count, FramingRules.of(unframed));
  }

  public RefusedRequestException tooMany() {
    return new RefusedRequestException(
        431,
        "The request has too many or too big headers (limit="
            + limits.maxHeaders()
            + " headers, "
            + limits.maxBytes()
            + " bytes): send fewer or smaller ones");
  }

  private RequestLine line(byte[] head, int end) {
    if (end > limits.maxLineBytes()) {
      throw new RefusedRequestException(
          414, "The request line is too long (limit=" + limits.maxLineBytes() + " bytes)");
    }
    int methodEnd = indexOf(head, ' ', 0, end);
    int targetEnd = methodEnd < 0 ? -1 : indexOf(head, ' ', methodEnd + 1, end);
    if (targetEnd < 0 || end - targetEnd != 9) {
      throw bad("The request line must be: METHOD target HTTP/1.1");
    }
    for (int i = 0; i < methodEnd; i++) {
      if (!isToken(head[i])) {
        throw bad("The method must be letters");
      }
    }
    String version = new String(head, targetEnd + 1, 8, StandardCharsets.ISO_8859_1);
    boolean http10 = version.equals("HTTP/1.0");
    if (!http10 && !version.equals("HTTP/1.1")) {
      throw version.startsWith("HTTP/")
          ? new RefusedRequestException(505, "The protocol must be HTTP/1.0 or HTTP/1.1")
          : bad("The request line must be: METHOD target HTTP/1.1");
    }
    if (methodEnd == 0 || methodEnd > 20) {
      throw bad("The method must be 1 to 20 letters");
    }
    String method = new String(head, 0, methodEnd, StandardCharsets.ISO_8859_1);
    return target(head, methodEnd + 1, targetEnd, method, http10);
  }

  private static RequestLine target(byte[] head, int from, int to, String method, boolean http10) {
    for (int i = from; i < to; i++) {
      int c = head[i] & 0xFF;
      if (c <= ' ' || c == 0x7F || c == '#') {
        throw bad("The request's target has a control character or a fragment in it");
      }
    }
    String target = new String(head, from, to - from, StandardCharsets.ISO_8859_1);
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? "" : target.substring(mark + 1);
    if (path.startsWith("/") || target.equals("*")) {
      return new RequestLine(method, "", path, query, http10);
    }
    int authority = authorityFrom(path);
    int slash = path.indexOf('/', authority);
    return slash < 0
        ? new RequestLine(method, authority(path, authority, path.length()), "/", query, http10)
        : new RequestLine(
            method, authority(path, authority, slash), path.substring(slash), query, http10);
  }

  /** Where the authority of a target in absolute form begins (RFC 9112, 3.2.2). */
  private static int authorityFrom(String url) {
    for (String scheme : new String[] {"http://", "https://"}) {
      if (url.regionMatches(true, 0, scheme, 0, scheme.length())) {
        return scheme.length();
      }
    }
    throw bad("The request's target must begin with / or be an http URL");
  }

  private static String authority(String url, int from, int to) {
    String authority = url.substring(from, to);
    if (authority.isEmpty() || authority.indexOf('@') >= 0) {
      throw bad("The request's target must name a host, without a user");
    }
    return authority;
  }

  /** Checks a trailer, which has the form of a header (RFC 9112, 7.1.2). */
  public static void checkTrailer(byte[] line) {
    field(line, 0, line.length, new int[4], 0);
  }

  private static void field(byte[] head, int from, int end, int[] fields, int slot) {
    int colon = from;
    while (colon < end && head[colon] != ':') {
      if (!isToken(head[colon])) {
        throw bad("A header's name must be letters, digits and hyphens, with the colon next to it");
      }
      colon++;
    }
    if (colon == end || colon == from) {
      throw bad("A header must be: Name: value");
    }
    int valueFrom = colon + 1;
    int valueTo = end;
    while (valueFrom < valueTo && isBlank(head[valueFrom])) {
      valueFrom++;
    }
    while (valueTo > valueFrom && isBlank(head[valueTo - 1])) {
      valueTo--;
    }
    for (int i = valueFrom; i < valueTo; i++) {
      int c = head[i];
      if (c >= 0 && c < ' ' && c != '\t' || c == 0x7F) {
        throw bad("A header's value has a control character in it");
      }
    }
    fields[slot] = from;
    fields[slot + 1] = colon;
    fields[slot + 2] = valueFrom;
    fields[slot + 3] = valueTo;
  }

  /** Index of the carriage return that ends the line. */
  private static int lineEnd(byte[] head, int from) {
    int at = from;
    while (head[at] != '\r') {
      if (head[at] == '\n') {
        throw bad("A line of the request's head must end with CR LF");
      }
      at++;
    }
    if (head[at + 1] != '\n') {
      throw bad("A line of the request's head must end with CR LF");
    }
    return at;
  }

  private static int indexOf(byte[] head, char c, int from, int to) {
    for (int i = from; i < to; i++) {
      if (head[i] == c) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  public static boolean isToken(byte b) {
    return b >= 'a' && b <= 'z'
        || b >= 'A' && b <= 'Z'
        || b >= '0' && b <= '9'
        || "!#$%&'*+-.^_`|~".indexOf(b) >= 0;
  }

  private static RefusedRequestException bad(String message) {
    return new RefusedRequestException(400, message);
  }
}
