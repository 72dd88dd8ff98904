package dev.tributary.it.ingest;

import static dev.tributary.it.support.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tributary.it.browser.Chromium;
import dev.tributary.it.support.Await;
import dev.tributary.it.support.DebianTool;
import dev.tributary.it.support.NeedsTools;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A web page of another origin in a real browser: fetch, an image as a pixel, and a beacon when the
 * page is left.
 */
@NeedsTools(DebianTool.CHROMIUM)
final class BrowserIT {
  private static final Duration SOON = Duration.ofMinutes(5);

  private static final Queue<String> VISITS = new ConcurrentLinkedQueue<>();
  private static TempHome home;
  private static StartedPart kafka;
  private static StartedPart service;
  private static HttpServer pages;

  @BeforeAll
  static void start() throws Exception {
    home = TempHome.make();
    kafka = StartedPart.kafka(home);
    pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service =
        StartedPart.ingestService(
            home, kafka.address(), Map.of("cors.origins", "http://127.0.0.1:" + pagePort()));
    pages.createContext("/", BrowserIT::page);
    pages.start();
  }

  @AfterAll
  static void stop() throws IOException {
    if (pages != null) {
      pages.stop(0);
    }
    if (service != null) {
      service.close();
    }
    if (kafka != null) {
      kafka.close();
    }
    if (home != null) {
      home.close();
    }
  }

  private static int pagePort() {
    return pages.getAddress().getPort();
  }

  private static void page(HttpExchange exchange) throws IOException {
    VISITS.add(exchange.getRequestURI().toString());
    String script = Files.readString(Path.of("src/test/browser/page.html"));
    byte[] html = script.replace("DOOR", service.address()).getBytes();
    exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(200, html.length);
    exchange.getResponseBody().write(html);
    exchange.close();
  }

  @Test
  void takesWhatAPageOfAnAllowedOriginSends() throws Exception {
    String origin = "http://127.0.0.1:" + pagePort();
    try (Chromium browser = Chromium.open(origin + "/?name=allowed")) {
      Await.until("the page is left", SOON, () -> isLeft("allowed", "accepted-1", "load"));
      assertThat(browser.isOpen()).isTrue();
      Await.until("the beacon came", SOON, () -> !events("allowed_beacon").isEmpty());
    }

    assertThat(events("allowed_fetch"))
        .singleElement()
        .asString()
        .contains(json("'Origin':'" + origin + "'"), "HeadlessChrome", json("'data':{'n':1}"));
    assertThat(events("allowed_pixel"))
        .singleElement()
        .asString()
        .contains(json("'data':{'page':'it'}"));
    assertThat(events("allowed_beacon")).singleElement().asString().contains(json("'left':true"));
  }

  @Test
  void refusesFetchAndBeaconOfAnotherOrigin() throws Exception {
    try (Chromium browser = Chromium.open("http://localhost:" + pagePort() + "/?name=refused")) {
      Await.until("the page is left", SOON, () -> isLeft("refused", "refused", "load"));
      assertThat(browser.isOpen()).isTrue();
      Await.until("preflight and beacon got 403", SOON, () -> metrics().contains(FORBIDDEN + "2"));
    }

    assertThat(events("refused_fetch")).isEmpty();
    assertThat(events("refused_beacon")).isEmpty();
    assertThat(events("refused_pixel")).as("a browser names no origin for an image").hasSize(1);
  }

  private static final String FORBIDDEN =
      json("tributary_http_requests_total{path='/v1/events',status='403'} ");

  private static boolean isLeft(String name, String fetched, String pixel) {
    return VISITS.contains("/left?name=" + name + "&fetch=" + fetched + "&pixel=" + pixel);
  }

  private static String metrics() {
    return ServiceRequests.get(service, "/metrics").body();
  }

  private static List<String> events(String type) {
    return TopicRecords.of(kafka.address(), "events").stream()
        .filter(event -> event.startsWith(json("{'event_type':'" + type + "'")))
        .toList();
  }
}
