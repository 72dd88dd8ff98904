package dev.tributary.ingest;

import static dev.tributary.ingest.JsonValue.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ingest.publish.OutgoingEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysAndOriginsTest {
  private static final String KEY = "k3y-of-the-web-shop";
  private static final String EVENT = json("{'event_type':'t'}");

  @TempDir Path folder;

  @Test
  void takesAWriteKeyInThreeWaysAndKeepsItOutOfKafka() throws IOException {
    try (RunningService service = withKeys("web " + KEY)) {
      String basic = Base64.getEncoder().encodeToString((KEY + ":").getBytes(UTF_8));

      assertThat(post(service, "/v1/events", "Authorization: Bearer " + KEY)).contains(" 200 OK");
      assertThat(post(service, "/v1/events", "Authorization: Basic " + basic)).contains(" 200 OK");
      assertThat(post(service, "/v1/events?write_key=" + KEY, "X: y")).contains(" 200 OK");
      assertThat(post(service, "/message?write_key=" + KEY + "&a=1", "X: y")).contains(" 200 OK");
      assertThat(service.publisher.events)
          .hasSize(4)
          .extracting(OutgoingEvent::value)
          .noneMatch(value -> new String(value, UTF_8).contains(KEY));
    }
  }

  @Test
  void answers401WithoutAGoodKeyAndTakesNothing() throws IOException {
    try (RunningService service = withKeys("web " + KEY)) {
      assertThat(post(service, "/v1/events", "X: y"))
          .contains(" 401 ", "WWW-Authenticate: Bearer", "write key");
      assertThat(post(service, "/v1/events", "Authorization: Bearer " + KEY + "x"))
          .contains(" 401 ");
      assertThat(post(service, "/message", "X: y")).contains(" 401 ");
      assertThat(post(service, "/metrics", "X: y")).contains(" 405 ");
      assertThat(service.exchange("GET /metrics HTTP/1.0\r\n\r\n")).contains(" 401 ");
      assertThat(service.exchange("GET /metrics?write_key=" + KEY + " HTTP/1.0\r\n\r\n"))
          .contains(" 403 ", "operator");
      assertThat(service.exchange("GET /health/ready HTTP/1.0\r\n\r\n")).contains(" 200 ");
      assertThat(service.publisher.events).isEmpty();
    }
  }

  @Test
  void keepsAKeyToItsEventTypesAndItsRate() throws IOException {
    try (RunningService service = withKeys("web " + KEY + " rate=1 types=t,u")) {
      String bearer = "Authorization: Bearer " + KEY;
      // a batch may overdraw: by a quarter of an hour, so that no busy machine pays it back
      String batch = "[" + json("{'event_type':'other'}") + ("," + EVENT).repeat(1_000) + "]";

      assertThat(post(service, "/v1/events", bearer, batch))
          .contains(" 200 OK", "EVENT_TYPE_NOT_ALLOWED", json("'accepted':1000"));
      assertThat(post(service, "/v1/events", bearer)).contains(" 429 ", "Retry-After: ");
    }
  }

  @Test
  void showsMetricsToAnOperatorsKey() throws IOException {
    try (RunningService service = withKeys("ops " + KEY + " operator")) {
      assertThat(service.exchange("GET /metrics?write_key=" + KEY + " HTTP/1.0\r\n\r\n"))
          .contains(" 200 OK", "tributary_ready 1");
    }
  }

  @Test
  void keepsWhatAKeyHasUsedWhenItsFileIsReadAgain() throws IOException {
    Path file = keys("web " + KEY + " rate=1");
    String bearer = "Authorization: Bearer " + KEY;
    try (RunningService service = new RunningService(Map.of("keys.file", file.toString()))) {
      String batch = "[" + EVENT + (("," + EVENT).repeat(600)) + "]"; // ten minutes' worth
      assertThat(post(service, "/v1/events", bearer, batch)).contains(" 200 OK");

      Files.writeString(file, "web " + KEY + " rate=1\nnew another-good-key\n");
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
      service.exchangeUntil(
          " 200 OK", request("/v1/events", "Authorization: Bearer another-good-key", EVENT));

      assertThat(post(service, "/v1/events", bearer)).contains(" 429 ");
    }
  }

  @Test
  void takesNewKeysWithoutARestart() throws IOException {
    Path file = keys("old " + KEY);
    try (RunningService service = new RunningService(Map.of("keys.file", file.toString()))) {
      assertThat(post(service, "/v1/events", "Authorization: Bearer " + KEY)).contains(" 200 OK");

      Files.writeString(file, "new another-good-key\n");
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
      service.exchangeUntil(
          " 200 OK", request("/v1/events", "Authorization: Bearer another-good-key", EVENT));

      assertThat(post(service, "/v1/events", "Authorization: Bearer " + KEY)).contains(" 401 ");
    }
  }

  @Test
  void refusesToStartWithABrokenFileOfKeysAndDoesNotNameTheKey() throws IOException {
    Path file = keys("# keys\nweb " + KEY + " rate=fast");

    assertThatThrownBy(() -> new RunningService(Map.of("keys.file", file.toString())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 2")
        .hasMessageNotContaining(KEY);
  }

  @Test
  void allowsOnlyTheOriginsThatAreConfiguredWhenThereAreSome() throws IOException {
    try (RunningService service =
        new RunningService(Map.of("cors.origins", "https://shop.example"))) {
      assertThat(post(service, "/v1/events", "Origin: https://shop.example"))
          .contains(" 200 OK", "Access-Control-Allow-Origin: https://shop.example", "Vary: Origin");
      assertThat(post(service, "/v1/events", "Origin: https://evil.example")).contains(" 403 ");
      assertThat(post(service, "/v1/events", "Origin: http://a"))
          .as("that a page's host is the request's says nothing: names can be bound again")
          .contains(" 403 ");
      assertThat(
              service.exchange(
                  "OPTIONS /v1/events HTTP/1.1\r\nHost: a\r\nOrigin: https://shop.example\r\n"
                      + "Access-Control-Request-Method: POST\r\nConnection: close\r\n\r\n"))
          .contains(" 204 ", "Access-Control-Allow-Methods: POST, OPTIONS", "Content-Type");
      assertThat(service.publisher.events).hasSize(1);
    }
  }

  @Test
  void grantsNothingToOtherOriginsByDefault() throws IOException {
    try (RunningService service = new RunningService()) {
      assertThat(post(service, "/v1/events", "Origin: https://any.example"))
          .contains(" 200 OK")
          .doesNotContain("Access-Control");
    }
  }

  private RunningService withKeys(String text) throws IOException {
    return new RunningService(Map.of("keys.file", keys(text).toString()));
  }

  private Path keys(String text) throws IOException {
    return Files.writeString(folder.resolve("write.keys"), text + "\n");
  }

  private static String post(RunningService service, String target, String header)
      throws IOException {
    return post(service, target, header, EVENT);
  }

  private static String post(RunningService service, String target, String header, String body)
      throws IOException {
    return service.exchange(request(target, header, body));
  }

  private static String request(String target, String header, String body) {
    return "POST "
        + target
        + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\n"
        + header
        + "\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }
}
