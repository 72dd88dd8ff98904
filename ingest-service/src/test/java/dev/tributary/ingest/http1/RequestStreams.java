package dev.tributary.ingest.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Random;

/**
 * Byte streams by the grammar of RFC 9112, and by what has been used to smuggle: one to three
 * requests each, then up to two changes of single bytes. A char is a byte.
 */
final class RequestStreams {
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "HEAD", "x-Get", "G3T");
  private static final List<String> TARGETS =
      List.of("/", "/message?a=1", "*", "http://a/x", "HTTP://a:80/?q", "http://b/", "/%c3%a9;v=1");
  private static final List<String> VERSIONS = List.of("1.1", "1.0", "1.2", "2.0", "0.9", "01.1");
  private static final List<String> HOSTS =
      List.of(
          "Host: a",
          "host:a:80",
          "Host: [::1]:80",
          "Host: [::1",
          "Host: a:b",
          "Host: :80",
          "Host: a:",
          "Host: a:99999",
          "Host: a b",
          "Host: a/b",
          "Host: \u00e9",
          "Host: u@a",
          "HOST: \ta ",
          "Host: a\r\nHost: a",
          "Host:",
          "Host : a",
          "X: y");
  private static final List<String> FIELDS =
      List.of(
          "Accept: */*",
          "Connection: close",
          "Connection: keep-alive",
          "Connection: X-a, Close",
          "Expect: 100-continue",
          "X: ",
          "X: a\tb",
          "X: \u00e9",
          "X:",
          "X",
          ": x",
          "X y: z",
          "X\t: z",
          " X: z",
          "X: a\r\n b",
          "X: a\r\n\tb",
          "X: a\u0000b",
          "X: a\rb",
          "X: a\nb",
          "Content-Length: 3",
          "Transfer-Encoding: chunked",
          "Trailer: X");
  private static final List<String> LENGTHS =
      List.of(
          "3",
          "03",
          "0",
          "+3",
          "-3",
          "3,3",
          "3, 4",
          "3 ",
          "\t3",
          "3;q",
          "0x3",
          "3.0",
          "",
          "3 3",
          "\u00b3",
          "9223372036854775808",
          "18446744073709551619",
          "99999999999999999999");
  private static final List<String> CODINGS =
      List.of(
          "chunked",
          "Chunked",
          "CHUNKED ",
          "identity",
          "gzip, chunked",
          "chunked, gzip",
          "chunked, chunked",
          "chunked,",
          ",chunked",
          "xchunked",
          "chunked;q=1",
          "\"chunked\"",
          "\u000bchunked",
          "chun ked",
          "",
          "chunked\r\nTransfer-Encoding: chunked",
          "chunked\r\nContent-Length: 3",
          "chunked\r\nTransfer-Encoding: identity");
  private static final List<String> CHUNK_SIZES =
      List.of(
          "3",
          "03",
          "0000000000000003",
          "00000000000000000003",
          "3 ",
          " 3",
          "3\t",
          "+3",
          "-3",
          "0x3",
          "3h",
          "",
          "100000003",
          "10000000000000003",
          "3;a",
          "3;a=b",
          "3;a=\"b\"",
          "3 ;a=b",
          "3; a = b",
          "3;a=\"\r\n\"",
          "3;\u0000",
          "3\u00e9");
  private static final List<String> TRAILERS =
      List.of("", "X: y\r\n", "X y\r\n", "X : y\r\n", " X: y\r\n", "Content-Length: 9\r\n");
  private static final List<String> LINE_ENDS =
      List.of("\n", "\r", "\r\r\n", "\n\r\n", "\r\n ", " \r\n");
  private static final String BETWEEN = "\r\n \t:;,0\u0000\u007f\u00ffaA\"%#?/=";

  private final Random random;

  RequestStreams(Random random) {
    this.random = random;
  }

  byte[] next() {
    StringBuilder stream = new StringBuilder();
    for (int requests = 1 + random.nextInt(3); requests > 0; requests--) {
      request(stream);
    }
    for (int changes = Math.max(0, random.nextInt(8) - 5); changes > 0; changes--) {
      change(stream);
    }
    return stream.toString().getBytes(ISO_8859_1);
  }

  private void request(StringBuilder stream) {
    if (random.nextInt(20) == 0) {
      stream.append(random.nextBoolean() ? "\r\n" : "\r\n\r\n");
    }
    stream.append(mostly(METHODS)).append(' ').append(mostly(TARGETS)).append(" HTTP/");
    stream.append(mostly(VERSIONS)).append(lineEnd());
    stream.append(mostly(HOSTS)).append(lineEnd());
    for (int fields = random.nextInt(3); fields > 0; fields--) {
      if (random.nextInt(3) == 0) {
        stream.append(one(FIELDS)).append(lineEnd());
      }
    }
    switch (random.nextInt(4)) {
      case 0 -> stream.append(lineEnd());
      case 1 -> {
        stream.append("Content-Length: ").append(mostly(LENGTHS)).append(lineEnd());
        stream.append(lineEnd()).append("abc");
      }
      default -> {
        stream.append("Transfer-Encoding: ").append(mostly(CODINGS)).append(lineEnd());
        stream.append(lineEnd());
        chunks(stream);
      }
    }
  }

  private void chunks(StringBuilder stream) {
    for (int chunks = random.nextInt(3); chunks > 0; chunks--) {
      stream.append(mostly(CHUNK_SIZES)).append(lineEnd()).append("abc").append(lineEnd());
    }
    stream.append(random.nextInt(12) == 0 ? "00;x" : "0").append(lineEnd());
    stream.append(mostly(TRAILERS)).append(lineEnd());
  }

  private void change(StringBuilder stream) {
    int at = random.nextInt(stream.length());
    char c = BETWEEN.charAt(random.nextInt(BETWEEN.length()));
    switch (random.nextInt(4)) {
      case 0 -> stream.setCharAt(at, c);
      case 1 -> stream.insert(at, c);
      case 2 -> stream.deleteCharAt(at);
      default -> stream.insert(at, stream.charAt(at));
    }
  }

  private String lineEnd() {
    return random.nextInt(80) == 0 ? one(LINE_ENDS) : "\r\n";
  }

  /** The first, which is in order, nine times of ten. */
  private String mostly(List<String> of) {
    return random.nextInt(10) > 0 ? of.getFirst() : one(of);
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
