package dev.tributary.ingest;

import static dev.tributary.ingest.ConsoleAnswers.json;
import static dev.tributary.ingest.ConsoleAnswers.list;
import static dev.tributary.ingest.ConsoleAnswers.number;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ingest.receipts.WithoutReceipts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console's page over HTTP, who gets it, and the event that it sends. */
class ConsoleTest {
  private static final List<String> FILES =
      List.of("/console", "/console/console.css", "/console/console.js", "/console/icon.svg");

  private final FakeReceipts receipts = new FakeReceipts();
  private final ConsoleLog log = new ConsoleLog();
  private final RunningService service = new RunningService(Map.of(), receipts);

  ConsoleTest() {
    receipts.status = log::status;
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void servesAPageThatABrowserRunsNothingElseIn() throws IOException {
    int bytes = 0;
    for (String file : FILES) {
      String answer = get(file);
      assertThat(answer)
          .as(file)
          .startsWith("HTTP/1.1 200 ")
          .contains(
              "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self';"
                  + " img-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none';"
                  + " frame-ancestors 'none'\r\n",
              "X-Content-Type-Options: nosniff",
              "X-Frame-Options: DENY",
              "Referrer-Policy: no-referrer",
              "Cross-Origin-Resource-Policy: same-origin",
              "Cache-Control: no-store")
          .doesNotContain("unsafe", "Access-Control");
      bytes += answer.length();
    }
    assertThat(bytes).isBetween(10_000, 200 * 1024);
    assertThat(get("/console")).contains("Content-Type: text/html; charset=utf-8");
    assertThat(get("/console/console.js")).contains("Content-Type: text/javascript");
    assertThat(get("/console/")).startsWith("HTTP/1.1 404 ");
    assertThat(get("/console/../openapi.yaml")).doesNotStartWith("HTTP/1.1 200 ");
    assertThat(get("/console/api/nothing")).startsWith("HTTP/1.1 404 ");
    assertThat(service.exchange("HEAD /console HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void sendsAnEventAndSaysWhen() throws IOException {
    Map<?, ?> tried =
        json(post("application/json", "{\"event_type\":\"a\",\"id\":\"x1\",\"data\":{\"b\":1}}"));

    assertThat(tried.get("status")).isEqualTo(number(200));
    assertThat(list(((Map<?, ?>) tried.get("answer")).get("events")).getFirst())
        .extracting("id", "receipt")
        .containsExactly("x1", "events-0-0");
    assertThat(Instant.parse((String) tried.get("received_at")))
        .isBeforeOrEqualTo(Instant.parse((String) tried.get("answered_at")));
    assertThat(new String(service.publisher.events.getFirst().value(), UTF_8))
        .contains("\"event_type\":\"a\"", "\"id\":\"x1\"", "{\"b\":1}");
    assertThat(service.publisher.events.getFirst().topic()).isEqualTo("events");
  }

  @Test
  void takesOneGoodEventAloneAndNoFormOfAnotherPage() throws IOException {
    assertThat(post("text/plain", "{\"event_type\":\"a\"}")).startsWith("HTTP/1.1 415 ");
    assertThat(post("application/x-www-form-urlencoded", "{\"event_type\":\"a\"}"))
        .startsWith("HTTP/1.1 415 ");
    assertThat(post("application/json", "[{\"event_type\":\"a\"},{\"event_type\":\"a\"}]"))
        .startsWith("HTTP/1.1 400 ")
        .contains("The body must be one event, it has 2");
    assertThat(post("application/json", "{\"event_type\":\"A\"}"))
        .startsWith("HTTP/1.1 400 ")
        .contains("BAD_EVENT_TYPE");
    assertThat(post("application/json", "{\"event_type\":\"a\",\"b\":\"" + "x".repeat(65_536)))
        .startsWith("HTTP/1.1 413 ");
    assertThat(
            service.exchange(
                "OPTIONS /console/api/try HTTP/1.0\r\nOrigin: https://evil.example\r\n\r\n"))
        .startsWith("HTTP/1.1 204 ")
        .doesNotContain("Access-Control");
    assertThat(service.publisher.events).isEmpty();
    service.publisher.goDown();
    assertThat(post("application/json", "{\"event_type\":\"a\"}")).startsWith("HTTP/1.1 503 ");
  }

  @Test
  void isOnTheAdminPortAloneWhereThereIsOne() throws IOException {
    try (RunningService two = new RunningService(Map.of("admin.port", "0"), receipts)) {
      for (String path : FILES) {
        assertThat(two.exchange("GET " + path + " HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 404 ");
        try (Socket admin = new Socket(InetAddress.getLoopbackAddress(), two.server.adminPort())) {
          admin.getOutputStream().write(("GET " + path + " HTTP/1.0\r\n\r\n").getBytes(ISO_8859_1));
          assertThat(new String(admin.getInputStream().readAllBytes(), ISO_8859_1))
              .startsWith("HTTP/1.1 200 ");
        }
      }
      assertThat(two.exchange("GET /console/api/flow HTTP/1.0\r\n\r\n"))
          .startsWith("HTTP/1.1 404 ");
    }
  }

  @Test
  void needsAnOperatorsKeyWhichABrowserAsksFor(@TempDir Path folder) throws IOException {
    Path keys =
        Files.writeString(
            folder.resolve("keys"),
            "web 9f2c61d07be04c5f8d7a\nops c07be49f21d64a1e9b55 operator\n");
    try (var keyed = new RunningService(Map.of("keys.file", keys.toString()), receipts)) {
      List<String> all =
          List.of("/console", "/console/console.js", "/console/api/flow", "/console/api/health");
      for (String path : all) {
        assertThat(keyed.exchange("GET " + path + " HTTP/1.0\r\n\r\n"))
            .as(path)
            .startsWith("HTTP/1.1 401 ")
            .contains("WWW-Authenticate: Basic realm=\"tributary\"");
        assertThat(keyed.exchange(basic(path, "9f2c61d07be04c5f8d7a:")))
            .as(path)
            .startsWith("HTTP/1.1 403 ");
        assertThat(keyed.exchange(basic(path, "c07be49f21d64a1e9b55:")))
            .as(path)
            .startsWith("HTTP/1.1 200 ");
      }
      assertThat(keyed.exchange("POST /console/api/try HTTP/1.0\r\n\r\n"))
          .startsWith("HTTP/1.1 401 ");
      assertThat(keyed.exchange("GET /metrics HTTP/1.0\r\n\r\n"))
          .contains("WWW-Authenticate: Bearer");
    }
  }

  @Test
  void worksWithoutACommitLog() throws IOException {
    try (var off = new RunningService(Map.of(), new WithoutReceipts())) {
      assertThat(off.exchange("GET /console/api/flow HTTP/1.0\r\n\r\n"))
          .startsWith("HTTP/1.1 200 ")
          .doesNotContain("\"log\"");
      assertThat(off.exchange("GET /console/api/health HTTP/1.0\r\n\r\n"))
          .startsWith("HTTP/1.1 200 ")
          .doesNotContain("\"log\"");
      assertThat(off.exchange("GET /console/api/find/events-2-41 HTTP/1.0\r\n\r\n"))
          .startsWith("HTTP/1.1 404 ")
          .contains("set receipts.pipeline");
    }
  }

  private static String basic(String path, String user) {
    String pair = Base64.getEncoder().encodeToString(user.getBytes(UTF_8));
    return "GET " + path + " HTTP/1.0\r\nAuthorization: Basic " + pair + "\r\n\r\n";
  }

  private String get(String path) throws IOException {
    return service.exchange("GET " + path + " HTTP/1.0\r\n\r\n");
  }

  private String post(String type, String body) throws IOException {
    return service.exchange(
        "POST /console/api/try HTTP/1.0\r\nContent-Type: "
            + type
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }
}
