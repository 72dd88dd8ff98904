package dev.tributary.it.bench.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Requests that cost the service more than their sender. */
final class Payloads {
  private static final int LARGE = 10_000_000; // the service takes 10 MiB
  private static final int JUST_A_RECORD = 1_000_000; // and 1 MiB an event

  private Payloads() {}

  /** A head that does not end. */
  static byte[] headBegun() {
    return bytes("POST /v1/events HTTP/1.1\r\nHost: service\r\nX-Slow: ");
  }

  /** A head and the begin of a body, of which this much is promised. */
  static byte[] bodyBegun(int promised) {
    return bytes(
        head("application/json", promised, "") + "{\"event_type\":\"slow\",\"data\":{\"a\":\"");
  }

  /** Ten megabytes of blanks and one event in ten kilobytes of gzip. */
  static byte[] gzip() {
    return post("application/json", gzip(event("{}") + " ".repeat(LARGE - 100)));
  }

  /** As many members as are read, and one more. */
  static byte[] gzipMembers() {
    byte[] member = gzip("");
    var body = new ByteArrayOutputStream();
    body.writeBytes(gzip(event("{}")));
    for (int n = 0; n < 20_000; n++) {
      body.writeBytes(member);
    }
    return post("application/json", body.toByteArray());
  }

  /** Objects with as many members as one may have, packed. */
  static byte[] wide() {
    String data =
        IntStream.range(0, 10_000)
            .mapToObj(n -> "\"member_" + n + "\":" + n)
            .collect(Collectors.joining(",", "{", "}"));
    String lines = (event(data) + "\n").repeat(40);
    return post("application/x-ndjson", gzip(lines));
  }

  /** Deep nesting up to the limit, and numbers as long as they may be, packed. */
  static byte[] deep() {
    String nested = "[".repeat(990) + "]".repeat(990);
    String number = "1".repeat(1_000);
    String data =
        IntStream.range(0, JUST_A_RECORD / 3_000)
            .mapToObj(n -> "\"n" + n + "\":" + nested + ",\"l" + n + "\":" + number)
            .collect(Collectors.joining(",", "{", "}"));
    return post("application/x-ndjson", gzip((event(data) + "\n").repeat(9)));
  }

  /** Twenty requests at once, of which the last is none. */
  static byte[] garbage() {
    return bytes(
        "GET /nothing?a=%zz HTTP/1.1\r\nHost: service\r\n\r\n".repeat(19)
            + "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nContent-Length: +1\r\n\r\n\u0000\u0001");
  }

  /** One small event. */
  static byte[] small() {
    return post("application/json", event("{}").getBytes(ISO_8859_1));
  }

  private static String event(String data) {
    return "{\"event_type\":\"hostile\",\"data\":" + data + "}";
  }

  private static byte[] post(String type, byte[] body) {
    boolean packed = body.length > 1 && body[0] == 0x1F;
    var request = new ByteArrayOutputStream();
    String coding = packed ? "Content-Encoding: gzip\r\n" : "";
    request.writeBytes(bytes(head(type, body.length, coding)));
    request.writeBytes(body);
    return request.toByteArray();
  }

  private static String head(String type, int length, String more) {
    return "POST /v1/events HTTP/1.1\r\nHost: service\r\nContent-Type: "
        + type
        + "\r\n"
        + more
        + "Content-Length: "
        + length
        + "\r\n\r\n";
  }

  private static byte[] gzip(String text) {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(bytes(text));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot pack bytes in memory", e);
    }
    return packed.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
