package dev.tributary.ingest;

import static dev.tributary.ingest.JsonValue.json;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class OperationsTest {
  @TempDir Path folder;

  @Test
  void countsRequestsEventsAndRejections() throws IOException {
    try (RunningService service = new RunningService()) {
      service.exchange("GET /message HTTP/1.0\r\n\r\n");
      service.exchange("GET /nope HTTP/1.0\r\n\r\n");
      service.exchange("GET /v1/pixel.gif?event_type=Bad HTTP/1.0\r\n\r\n");
      service.exchange("nonsense\r\n\r\n");
      String metrics = service.exchange("GET /metrics HTTP/1.0\r\n\r\n");

      assertThat(metrics)
          .contains("text/plain; version=0.0.4")
          .contains(json("tributary_http_requests_total{path='/message',status='200'} 1\n"))
          .contains(json("tributary_http_requests_total{path='other',status='404'} 1\n"))
          .contains(json("tributary_http_request_seconds_bucket{path='/message',le='+Inf'} 1\n"))
          .contains("tributary_http_in_flight 1\n")
          .contains(json("tributary_http_refused_total{status='400'} 1\n"))
          .contains(json("tributary_events_accepted_total{event_type='message'} 1\n"))
          .contains(json("tributary_events_rejected_total{code='BAD_EVENT_TYPE'} 1\n"))
          .contains("tributary_ready 1\n");
    }
  }

  @Test
  void writesAnAccessLogWithoutKeysAndWithoutWaysToForgeALine() throws IOException {
    Path log = folder.resolve("access.log");
    try (RunningService service =
        new RunningService(Map.of("access-log.format", "combined", "access-log.file", log + ""))) {
      service.exchange(
          json(
              "GET /message?write%5Fkey=s3cret&a=1&write_key=s3cret HTTP/1.0\r\n"
                  + "Referer: http://b/c?s3cret\r\n"
                  + "User-Agent: a'b\u00e9\r\n\r\n"));
    }

    assertThat(Files.readString(log))
        .matches(
            json(
                "127\\.0\\.0\\.1 - - \\[.+ \\+0000] 'GET /message\\?a=1 HTTP/1\\.0' 200 14"
                    + " 'http://b/c' 'a\\\\x22b\\\\xe9'\n"));
  }

  @Test
  void writesRequestsThatReachNoHandlerIntoTheAccessLogToo() throws IOException {
    Path log = folder.resolve("refused.log");
    try (RunningService service =
        new RunningService(Map.of("access-log.format", "combined", "access-log.file", log + ""))) {
      service.exchange("nonsense\r\n\r\n");
    }

    assertThat(Files.readString(log))
        .matches(json("127\\.0\\.0\\.1 - - \\[.+] '-' 400 0 '-' '-'\n"));
  }

  @Test
  void writesTheAccessLogAsJsonToo() throws IOException {
    Path log = folder.resolve("access.json");
    try (RunningService service =
        new RunningService(Map.of("access-log.format", "json", "access-log.file", log + ""))) {
      service.exchange("GET /message HTTP/1.0\r\n\r\n");
    }

    assertThat(Files.readString(log))
        .startsWith(json("{'time':'"))
        .contains(json("'target':'/message','status':200,'bytes':14"));
  }

  @Test
  void movesHealthAndMetricsToTheAdminPort() throws IOException {
    try (RunningService service = new RunningService(Map.of("admin.port", "0"))) {
      assertThat(service.exchange("GET /metrics HTTP/1.0\r\n\r\n")).contains(" 404 ");
      try (Socket admin =
          new Socket(InetAddress.getLoopbackAddress(), service.server.adminPort())) {
        admin.getOutputStream().write("GET /metrics HTTP/1.0\r\n\r\n".getBytes(ISO_8859_1));
        assertThat(new String(admin.getInputStream().readAllBytes(), ISO_8859_1))
            .contains(" 200 OK", "tributary_ready 1");
      }
    }
  }

  @Test
  void showsPagesAtOnePathThatNobodyKeepsOrReadsAsSomethingElse() throws IOException {
    try (RunningService service = new RunningService()) {
      for (String page :
          List.of("/metrics", "/openapi", "/health/ready", "/v1/schemas/order_placed")) {
        assertThat(service.exchange("GET " + page + " HTTP/1.0\r\n\r\n"))
            .as(page)
            .contains(" 200 OK", "X-Content-Type-Options: nosniff", "Cache-Control: no-store");
        assertThat(service.exchange("GET " + page + "/ HTTP/1.0\r\n\r\n"))
            .as("a proxy's rule for %s misses it", page)
            .contains(" 404 ");
      }
      assertThat(service.exchange("GET /message/ HTTP/1.0\r\n\r\n"))
          .contains(" 200 OK")
          .doesNotContain("nosniff");
    }
  }

  @Test
  void storesTheClientsNetworkWhenAsked() throws IOException {
    String request =
        "GET / HTTP/1.0\r\nX-Forwarded-For: 1.1.1.1, 203.0.113.77\r\nClient-Ip: 6.6.6.6\r\n\r\n";
    try (RunningService service =
        new RunningService(Map.of("ip.capture", "truncated", "ip.header", "X-Forwarded-For"))) {
      service.exchange(request);
      assertThat(value(service)).contains(json("'Client-Ip':'203.0.113.0'")).doesNotContain(".77");
    }
    try (RunningService service = new RunningService(Map.of("ip.capture", "full"))) {
      service.exchange(request);
      assertThat(value(service)).contains(json("'Client-Ip':'127.0.0.1'"), "X-Forwarded-For");
    }
  }

  @Test
  @Timeout(300) // for what hangs
  void cutsHeadsAndBodiesThatStallOrDrip() throws IOException {
    Map<String, String> impatient =
        Map.of(
            "server.head-timeout", "PT0.3S",
            "server.body-stall-timeout", "PT0.3S",
            "server.body-timeout", "PT1S");
    try (RunningService service = new RunningService(impatient)) {
      sendUntilItEnds(service, "GET / HTTP/1.1\r\nHost:", "");
      sendUntilItEnds(service, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{", "");
      sendUntilItEnds(service, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999\r\n\r\n{", " ");
      assertThat(service.publisher.events).isEmpty();
      service.exchangeUntil(" 200 OK", "GET / HTTP/1.0\r\n\r\n"); // a busy machine stalls heads too
    }
  }

  @Test
  void namesThePortThatIsTaken() throws IOException {
    try (RunningService service = new RunningService()) {
      Map<String, String> same = Map.of("server.port", String.valueOf(service.port));

      assertThatThrownBy(() -> new RunningService(same))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("server.port must be free to listen at: 127.0.0.1:" + service.port);
    }
  }

  @Test
  void refusesToStartWithAKeystoreThatIsNone() throws IOException {
    Path file = Files.writeString(folder.resolve("key.p12"), "none");

    assertThatThrownBy(() -> new RunningService(Map.of("server.tls.keystore", file.toString())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("server.tls.keystore must be PKCS12");
  }

  /** Sends the bytes, then more of them again and again, until the server ends the connection. */
  private static void sendUntilItEnds(RunningService service, String bytes, String drip)
      throws IOException {
    try (Socket socket = service.connect()) {
      socket.setSoTimeout(100);
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
      while (isOpen(socket)) {
        socket.getOutputStream().write(drip.getBytes(ISO_8859_1));
      }
    } catch (IOException reset) {
      // the server closed over what it had not read
    }
  }

  private static boolean isOpen(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() >= 0;
    } catch (java.net.SocketTimeoutException nothingYet) {
      return true;
    }
  }

  private static String value(RunningService service) {
    return new String(service.publisher.events.getFirst().value(), UTF_8);
  }
}
