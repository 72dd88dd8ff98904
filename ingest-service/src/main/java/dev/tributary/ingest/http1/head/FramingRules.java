package dev.tributary.ingest.http1.head;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Which framings are taken: exactly one way to find the body's end, or none (RFC 9112, 6.3). */
final class FramingRules {
  private static final int MAX_LENGTH_DIGITS = 18;
  private static final int MAX_PORT = 65_535;

  private final RequestHead head;
  private int hosts;
  private long length = -1;
  private boolean chunked;
  private boolean close;
  private boolean keepAlive;
  private boolean expects;

  private FramingRules(RequestHead head) {
    this.head = head;
  }

  static Framing of(RequestHead head) {
    FramingRules rules = new FramingRules(head);
    for (int i = 0; i < head.headerCount(); i++) {
      rules.look(i);
    }
    return rules.framing();
  }

  private void look(int header) {
    int nameLength = head.nameTo(header) - head.nameFrom(header);
    switch (nameLength) {
      case 4 -> {
        if (head.isNamed(header, "host")) {
          host(header);
        }
      }
      case 6 -> {
        if (head.isNamed(header, "expect")) {
          expects = value(header).equalsIgnoreCase("100-continue");
        }
      }
      case 10 -> {
        if (head.isNamed(header, "connection")) {
          connection(value(header).toLowerCase(Locale.ROOT));
        }
      }
      case 14 -> {
        if (head.isNamed(header, "content-length")) {
          length(header);
        }
      }
      case 17 -> {
        if (head.isNamed(header, "transfer-encoding")) {
          coding(value(header));
        }
      }
      default -> {
        // says nothing about where the request ends
      }
    }
  }

  /** A proxy may route by the target, and we by the header: they must name the same. */
  private void host(int header) {
    hosts++;
    if (!head.authority().isEmpty() && !head.authority().equalsIgnoreCase(value(header))) {
      throw bad("The Host header must name the host of the request's target");
    }
    if (!isHost(head.bytes(), head.valueFrom(header), head.valueTo(header))) {
      throw bad("The Host header must be a host, and a port behind a colon");
    }
  }

  /** By RFC 9110, 7.2; empty where the target names no host. */
  private static boolean isHost(byte[] text, int from, int to) {
    boolean literal = from < to && text[from] == '['; // an IPv6 address has colons itself
    int at = literal ? from + 1 : from;
    while (at < to && text[at] != (literal ? ']' : ':')) {
      if (!(literal ? isAddress(text[at]) : isName(text[at]))) {
        return false;
      }
      at++;
    }
    if (literal) {
      at++;
    }
    return at == to || at > from && at < to && text[at] == ':' && isPort(text, at + 1, to);
  }

  private static boolean isPort(byte[] text, int from, int to) {
    int port = 0;
    for (int i = from; i < to; i++) {
      int digit = text[i] - '0';
      port = 10 * port + digit;
      if (digit < 0 || digit > 9 || port > MAX_PORT) {
        return false;
      }
    }
    return port > 0;
  }

  private static boolean isAddress(byte b) {
    return b == ':' || b == '.' || Character.digit(b, 16) >= 0;
  }

  private static boolean isName(byte b) {
    return b >= 'a' && b <= 'z'
        || b >= 'A' && b <= 'Z'
        || b >= '0' && b <= '9'
        || "-._~!$&'()*+,;=".indexOf(b) >= 0;
  }

  private void connection(String value) {
    for (String option : value.split(",")) {
      close |= option.strip().equals("close");
      keepAlive |= option.strip().equals("keep-alive");
    }
  }

  private void coding(String value) {
    if (chunked || !value.equalsIgnoreCase("chunked")) {
      throw bad("Transfer-Encoding must be chunked, once");
    }
    chunked = true;
  }

  private void length(int header) {
    if (length >= 0) {
      throw bad("The request has two Content-Length headers: send one");
    }
    int digits = head.valueTo(header) - head.valueFrom(header);
    if (digits == 0 || digits > MAX_LENGTH_DIGITS) {
      throw bad("Content-Length must be 1 to 18 digits");
    }
    length = 0;
    for (int i = head.valueFrom(header); i < head.valueTo(header); i++) {
      int digit = head.bytes()[i] - '0';
      if (digit < 0 || digit > 9) {
        throw bad("Content-Length must be 1 to 18 digits");
      }
      length = 10 * length + digit;
    }
  }

  private Framing framing() {
    if (hosts > 1 || hosts == 0 && !head.isHttp10()) {
      throw bad("The request must have one Host header, it has " + hosts);
    }
    if (chunked && length >= 0) {
      throw bad("The request has both Content-Length and Transfer-Encoding: send one of them");
    }
    if (chunked && head.isHttp10()) {
      throw bad("Transfer-Encoding needs HTTP/1.1");
    }
    boolean kept = !close && (!head.isHttp10() || keepAlive);
    boolean asks = expects && !head.isHttp10();
    return new Framing(chunked ? -1 : Math.max(0, length), kept, asks);
  }

  private String value(int header) {
    int from = head.valueFrom(header);
    return new String(head.bytes(), from, head.valueTo(header) - from, StandardCharsets.ISO_8859_1);
  }

  private static RefusedRequestException bad(String message) {
    return new RefusedRequestException(400, message);
  }
}
