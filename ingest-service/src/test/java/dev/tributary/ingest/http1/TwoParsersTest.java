package dev.tributary.ingest.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where two parsers could end a request at two places, ours refuses it. */
final class TwoParsersTest {
  private static final int STREAMS = 3_000;
  private static final String HOST = "Host: a\r\n";
  private static final String CHUNKED =
      "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n";

  /**
   * What ours refuses though Jetty takes it: what ours says, and a stream of that kind. A kind that
   * is not here fails the test.
   */
  private static final Map<String, String> REFUSED_BY_OURS_ALONE =
      Map.ofEntries(
          // A recipient may take a bare LF (RFC 9112, 2.2), so a proxy before us may not.
          Map.entry(
              "A line of the request's head must end with CR LF",
              "GET / HTTP/1.1\nHost: a\r\n\r\n"),
          Map.entry(
              "The request line must be: METHOD target HTTP/1.1",
              "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"),
          // Jetty looks for the methods that it knows within what comes.
          Map.entry("The method must be letters", ",GET / HTTP/1.1\r\n" + HOST + "\r\n"),
          // The same for the empty line.
          Map.entry(
              "The request's head must end with an empty line", "GET / HTTP/1.1\r\nHost: a\r\n\n"),
          // Jetty leaves it to whoever handles the request.
          Map.entry(
              "The Host header must name the host of the request's target",
              "GET http://b/ HTTP/1.1\r\n" + HOST + "\r\n"),
          Map.entry(
              "The Host header must be a host, and a port behind a colon",
              "GET / HTTP/1.1\r\nHost: ::1\r\n\r\n"),
          Map.entry(
              "The request's target must begin with / or be an http URL",
              "GET x HTTP/1.1\r\n" + HOST + "\r\n"),
          Map.entry(
              "The request's target must name a host, without a user",
              "GET http:///a HTTP/1.1\r\n" + HOST + "\r\n"),
          Map.entry(
              "The request's target has a control character or a fragment in it",
              "GET #x HTTP/1.1\r\n" + HOST + "\r\n"),
          Map.entry(
              "The protocol must be HTTP/1.0 or HTTP/1.1", "GET / HTTP/2.0\r\n" + HOST + "\r\n"),
          // A coding of its own, or none of which we know where it ends.
          Map.entry(
              "Transfer-Encoding must be chunked, once",
              "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
          Map.entry(
              "Transfer-Encoding needs HTTP/1.1",
              "POST / HTTP/1.0\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
          // Zeros without end, and blanks, which some parsers take for a part of the size.
          Map.entry(
              "A chunk's size must be 1 to 15 hexadecimal digits",
              CHUNKED + "3 ;a\r\nabc\r\n0\r\n\r\n"),
          Map.entry(
              "A chunk's extension must be: ;name=value, without blanks",
              CHUNKED + "3;a =b\r\nabc\r\n0\r\n\r\n"));

  @Test
  void takesNothingThatJettyReadsInAnotherWay() {
    RequestStreams streams = new RequestStreams(new Random(20261129));
    Set<String> kinds = new TreeSet<>();
    int requests = 0;
    for (int i = 0; i < STREAMS; i++) {
      byte[] stream = streams.next();
      TwoParsers.refusedByOursAlone(stream).ifPresent(kinds::add);
      requests += OurReading.of(stream, 1).complete().size();
    }
    assertThat(kinds).isSubsetOf(REFUSED_BY_OURS_ALONE.keySet()).hasSizeGreaterThan(8);
    assertThat(requests).isGreaterThan(STREAMS / 2);
  }

  static Set<Map.Entry<String, String>> kinds() {
    return REFUSED_BY_OURS_ALONE.entrySet();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void refusesWhatJettyAloneTakes(Map.Entry<String, String> kind) {
    byte[] stream = kind.getValue().getBytes(ISO_8859_1);
    assertThat(JettyReading.of(stream).complete()).hasSize(1);
    assertThat(TwoParsers.refusedByOursAlone(stream)).contains(kind.getKey());
  }
}
