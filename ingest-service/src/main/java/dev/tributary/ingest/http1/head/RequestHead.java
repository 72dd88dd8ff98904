package dev.tributary.ingest.http1.head;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The head of one request as it came: bytes, and where its parts lie in them. Header values are
 * bytes, because clients send UTF-8 and Latin-1 in them. Immutable once parsed.
 */
public final class RequestHead {
  private final byte[] bytes;
  private final RequestLine line;
  private final int[] fields;
  private final int count;
  private final Framing framing;

  RequestHead(byte[] bytes, RequestLine line, int[] fields, int count, Framing framing) {
    this.bytes = bytes;
    this.line = line;
    this.fields = fields;
    this.count = count;
    this.framing = framing;
  }

  /** The method, as sent. */
  public String method() {
    return line.method();
  }

  /** Host and port of a target in absolute form, else empty. */
  String authority() {
    return line.authority();
  }

  /** The path, still percent-encoded, without the query. */
  public String path() {
    return line.path();
  }

  /** The query, still percent-encoded, one char a byte; empty when there is none. */
  public String query() {
    return line.query();
  }

  /** How the body is delimited. */
  public Framing framing() {
    return framing;
  }

  /** True for HTTP/1.0. */
  public boolean isHttp10() {
    return line.http10();
  }

  /** How many header fields there are. */
  public int headerCount() {
    return count;
  }

  /** The bytes that {@link #nameFrom} and its like point into; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  public int nameFrom(int header) {
    return fields[4 * header];
  }

  public int nameTo(int header) {
    return fields[4 * header + 1];
  }

  public int valueFrom(int header) {
    return fields[4 * header + 2];
  }

  public int valueTo(int header) {
    return fields[4 * header + 3];
  }

  /** The first value of a header, read as Latin-1. The name is given in lower case. */
  public Optional<String> header(String lowerCaseName) {
    for (int i = 0; i < count; i++) {
      if (isNamed(i, lowerCaseName)) {
        return Optional.of(text(i));
      }
    }
    return Optional.empty();
  }

  /** All values of a header, in order, read as Latin-1. The name is given in lower case. */
  public List<String> headers(String lowerCaseName) {
    List<String> values = new ArrayList<>(1);
    for (int i = 0; i < count; i++) {
      if (isNamed(i, lowerCaseName)) {
        values.add(text(i));
      }
    }
    return values;
  }

  /** True when the header has this name, given in lower case. */
  public boolean isNamed(int header, String lowerCaseName) {
    int from = nameFrom(header);
    if (nameTo(header) - from != lowerCaseName.length()) {
      return false;
    }
    for (int i = 0; i < lowerCaseName.length(); i++) {
      int b = bytes[from + i];
      int lower = b >= 'A' && b <= 'Z' ? b + 32 : b;
      if (lower != lowerCaseName.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private String text(int header) {
    int from = valueFrom(header);
    return new String(bytes, from, valueTo(header) - from, StandardCharsets.ISO_8859_1);
  }
}
