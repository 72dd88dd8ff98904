package dev.tributary.ingest;

import static dev.tributary.ingest.JsonValue.json;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that mean no good, or go away: the service goes on serving the others. */
@Timeout(300) // for what hangs
class HostileClientsTest {
  @Test
  void acceptsNoMoreConnectionsThanItHasFilesFor() throws IOException {
    try (RunningService service = new RunningService(Map.of("server.max-connections", "2"));
        Socket first = service.connect();
        Socket second = service.connect();
        Socket third = service.connect()) {
      String request = "GET /message HTTP/1.1\r\nHost: a\r\n\r\n";
      for (Socket socket : List.of(first, second, third)) {
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      }
      RunningService.readAnswer(first.getInputStream());
      RunningService.readAnswer(second.getInputStream());
      assertThat(third.getInputStream().available()).isZero();
      first.shutdownOutput();
      assertThat(first.getInputStream().read()).isEqualTo(-1);

      assertThat(RunningService.readAnswer(third.getInputStream())).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void boundsTheConnectionsOfOneAddress() throws IOException {
    byte[] request = "GET /message HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1);
    try (RunningService service =
        new RunningService(Map.of("server.max-connections-per-address", "2"))) {
      try (Socket first = service.connect();
          Socket second = service.connect()) {
        for (Socket socket : List.of(first, second)) {
          socket.getOutputStream().write(request);
          assertThat(RunningService.readAnswer(socket.getInputStream())).contains(" 200 OK");
        }
        try (Socket third = service.connect()) {
          assertThat(new String(third.getInputStream().readAllBytes(), ISO_8859_1))
              .startsWith("HTTP/1.1 429 ")
              .contains("from this address (limit=2)");
        }
        try (Socket other = new Socket()) {
          other.bind(new InetSocketAddress("127.0.0.2", 0));
          other.connect(new InetSocketAddress("127.0.0.1", service.port));
          other.getOutputStream().write(request);
          assertThat(RunningService.readAnswer(other.getInputStream())).contains(" 200 OK");
        }
      }
      service.exchangeUntil(
          json("tributary_http_refused_total{status='429'}"), "GET /metrics HTTP/1.0\r\n\r\n");
    }
  }

  @Test
  void endsAConnectionSoonAfterARefusal() throws IOException {
    try (RunningService service = new RunningService();
        Socket drip = service.connect()) {
      drip.getOutputStream().write("nonsense\r\n\r\n".getBytes(ISO_8859_1));
      assertThat(RunningService.readAnswer(drip.getInputStream())).contains(" 400 ");
      drip.setSoTimeout(50);
      long began = System.nanoTime();
      while (isOpen(drip)) {
        assertThat(System.nanoTime() - began).isLessThan(120_000_000_000L);
      }
    }
  }

  private static boolean isOpen(Socket drip) {
    try {
      drip.getOutputStream().write('x');
      return drip.getInputStream().read() >= 0;
    } catch (SocketTimeoutException nothingYet) {
      return true;
    } catch (IOException reset) {
      return false;
    }
  }

  @Test
  void cutsAClientThatDoesNotTakeItsAnswers() throws IOException {
    byte[] request = "GET /openapi HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1);
    try (RunningService service =
            new RunningService(Map.of("server.body-stall-timeout", "PT0.3S"));
        Socket lazy = service.connect()) {
      int answerBytes = service.exchange("GET /openapi HTTP/1.0\r\n\r\n").length();
      for (int sent = 0; sent < 64 * 1024 * 1024 / answerBytes; sent++) {
        lazy.getOutputStream().write(request);
      }
      service.exchangeUntil(
          json("{path='/openapi',status='499'} 1\n"), "GET /metrics HTTP/1.0\r\n\r\n");

      assertThat(service.exchange("GET / HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void refusesAHundredMegabytesInOneLineAndKeepsLittleOfThem() throws IOException {
    byte[] chunk = ("100000\r\n" + "x".repeat(0x100000) + "\r\n").getBytes(ISO_8859_1);
    StringBuilder answer = new StringBuilder();
    try (RunningService service = new RunningService();
        Socket socket = service.connect()) {
      OutputStream out = socket.getOutputStream();
      try {
        out.write(
            ("POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-ndjson\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n")
                .getBytes(ISO_8859_1));
        for (int i = 0; i < 100; i++) {
          out.write(chunk);
        }
      } catch (IOException closed) {
        // it need not read all of it
      }
      try {
        for (int b = socket.getInputStream().read(); b >= 0; b = socket.getInputStream().read()) {
          answer.append((char) b);
        }
      } catch (IOException reset) {
        // what was sent after the answer was not wanted
      }
      assertThat(service.exchange("GET /metrics HTTP/1.0\r\n\r\n"))
          .contains(json("status='413'} 1\n"), "tributary_body_memory_bytes 0\n");
    }
    assertThat(answer.isEmpty() || answer.toString().startsWith("HTTP/1.1 413 ")).isTrue();
  }

  @Test
  void forgetsRequestsWhoseClientsGoAwayHalfWay() throws IOException {
    try (RunningService service = new RunningService()) {
      for (int i = 0; i < 100; i++) {
        try (Socket socket = service.connect()) {
          socket
              .getOutputStream()
              .write(
                  ("POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n"
                          + json("{'event_type':'half'"))
                      .getBytes(ISO_8859_1));
          socket.setSoLinger(true, i % 2); // every other one ends with a reset
        }
      }
      service.exchangeUntil("tributary_http_in_flight 1\n", "GET /metrics HTTP/1.0\r\n\r\n");

      assertThat(service.publisher.events).isEmpty();
      assertThat(service.exchange("GET /metrics HTTP/1.0\r\n\r\n"))
          .contains("tributary_body_memory_bytes 0\n");
    }
  }

  @Test
  void refusesGzipOfTwentyThousandMembers() throws IOException {
    ByteArrayOutputStream member = new ByteArrayOutputStream();
    new GZIPOutputStream(member).close();
    String body = member.toString(ISO_8859_1).repeat(20_000);
    try (RunningService service = new RunningService()) {
      assertThat(
              service.exchange(
                  "POST /v1/events HTTP/1.0\r\nContent-Encoding: gzip\r\nContent-Length: "
                      + body.length()
                      + "\r\n\r\n"
                      + body))
          .startsWith("HTTP/1.1 400 ")
          .contains("members");
    }
  }

  @Test
  void takesWideJsonUpToTheLimitOfMembers() throws IOException {
    try (RunningService service = new RunningService()) {
      assertThat(service.exchange(wide(10_000))).startsWith("HTTP/1.1 200 ");
      assertThat(service.publisher.events.getFirst().value()).hasSizeGreaterThan(100_000);
      assertThat(service.exchange(wide(10_001))).startsWith("HTTP/1.1 413 ");
    }
  }

  private static String wide(int members) {
    String body =
        IntStream.range(0, members)
            .mapToObj(i -> json("'k" + i + "':" + i))
            .collect(Collectors.joining(",", json("{'event_type':'wide','data':{"), "}}"));
    return "POST /v1/events HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }
}
