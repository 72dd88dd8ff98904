package dev.tributary.ingest;

import static dev.tributary.ingest.JsonValue.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ingest.receipts.ReceiptState;
import dev.tributary.ingest.receipts.WithoutReceipts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receipts over HTTP. */
class ReceiptsTest {
  private final FakeReceipts receipts = new FakeReceipts();
  private final RunningService service = new RunningService(Map.of(), receipts);

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void answersALookUp() throws IOException {
    receipts.states.put("a-b-2-41", ReceiptState.QUERYABLE);

    assertThat(get("/v1/receipts/a-b-2-41"))
        .startsWith("HTTP/1.1 200 ")
        .contains("Content-Type: application/json", "Cache-Control: no-store")
        .endsWith(
            json(
                "{'receipt':'a-b-2-41','state':'queryable','topic':'a-b','partition':2,"
                    + "'offset':41,'topic_id':'A'}\n"));
    assertThat(get("/v1/receipts/a-b-2-41/?topic_id=x%2Dy")).contains(json("'topic_id':'Ax-y'"));
    assertThat(service.exchange("HEAD /v1/receipts/a-b-2-41 HTTP/1.0\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ")
        .endsWith("\r\n\r\n");
    assertThat(service.exchange("POST /v1/receipts/a-b-2-41 HTTP/1.0\r\n\r\n"))
        .startsWith("HTTP/1.1 405 ")
        .contains("Allow: GET, HEAD, OPTIONS");
  }

  @Test
  void namesFieldValueAndRuleOfABrokenLookUp() throws IOException {
    for (String broken :
        new String[] {"41", "a-b-c", "-1-2", "a-1-", "a-1234567890-1", "a-0-1234567890123456789"}) {
      assertThat(get("/v1/receipts/" + broken))
          .startsWith("HTTP/1.1 400 ")
          .contains(
              "application/problem+json",
              "receipt must be topic-partition-offset, as in events-2-41: " + broken + '"');
    }
    assertThat(get("/v1/receipts/" + "-1".repeat(4_000)))
        .startsWith("HTTP/1.1 400 ")
        .hasSizeLessThan(700);
    assertThat(get("/v1/receipts/a-1-1?topic_id=" + "x".repeat(65)))
        .startsWith("HTTP/1.1 400 ")
        .contains("topic_id must be a topic's ID");
  }

  @Test
  void knowsNothingOfOtherPositions() throws IOException {
    assertThat(get("/v1/receipts/a-1-1"))
        .startsWith("HTTP/1.1 404 ")
        .contains("No topic of this service has a record at this position: a-1-1");
    assertThat(get("/v1/receipts/")).startsWith("HTTP/1.1 404 ");
  }

  @Test
  void asksToComeAgainWhileKafkaDoesNotAnswer() throws IOException {
    receipts.down = true;

    assertThat(get("/v1/receipts/a-1-1"))
        .startsWith("HTTP/1.1 503 ")
        .contains("Retry-After: 1", "Kafka does not say how far its topics go: ask again");
  }

  @Test
  void waitsWhereTheClientPrefersIt() throws IOException {
    receipts.states.put("events-0-0", ReceiptState.QUERYABLE);

    assertThat(
            post(
                "Prefer: wait=5",
                json(
                    "[{'event_type':'a','id':'1'},{'event_type':'B'},{'event_type':'a','id':'2'}]")))
        .startsWith("HTTP/1.1 200 ")
        .contains("Preference-Applied: wait=5")
        .contains(json("{'id':'1','receipt':'events-0-0','state':'queryable'},{'index':1,"))
        .contains(json("{'id':'2','receipt':'events-0-1','state':'in_flight'}"));
    assertThat(receipts.waits).containsExactly("[events-0-0, events-0-1] PT5S");
  }

  @Test
  void answersAtOnceWhereTooManyWait() throws IOException {
    receipts.full = true;

    assertThat(post("Prefer: wait=5", json("{'event_type':'a','id':'1'}")))
        .startsWith("HTTP/1.1 200 ")
        .contains(json("{'id':'1','receipt':'events-0-0'}"))
        .doesNotContain("Preference-Applied");
  }

  @Test
  void answersAtOnceWithoutAPreferenceOrAnAcknowledgement() throws IOException {
    assertThat(post("Prefer: return=minimal", json("{'event_type':'a'}")))
        .startsWith("HTTP/1.1 200 ")
        .doesNotContain("state");
    assertThat(post("Prefer: wait=5", json("{'event_type':'B'}"))).startsWith("HTTP/1.1 400 ");
    service.publisher.goDown();
    assertThat(post("Prefer: wait=5", json("{'event_type':'a'}"))).startsWith("HTTP/1.1 503 ");
    assertThat(receipts.waits).isEmpty();
  }

  @Test
  void needsAKeyWhereThereAreKeys(@TempDir Path folder) throws IOException {
    Path keys = Files.writeString(folder.resolve("keys"), "web 9f2c61d07be04c5f8d7a\n");
    receipts.states.put("a-1-1", ReceiptState.IN_FLIGHT);
    try (var keyed = new RunningService(Map.of("keys.file", keys.toString()), receipts)) {
      assertThat(keyed.exchange("GET /v1/receipts/a-1-1 HTTP/1.0\r\n\r\n"))
          .startsWith("HTTP/1.1 401 ");
      assertThat(
              keyed.exchange(
                  "GET /v1/receipts/a-1-1?write_key=9f2c61d07be04c5f8d7a HTTP/1.0\r\n\r\n"))
          .startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void allowsConfiguredOriginsOnly() throws IOException {
    receipts.states.put("a-1-1", ReceiptState.IN_FLIGHT);
    try (var cors = new RunningService(Map.of("cors.origins", "https://shop.example"), receipts)) {
      String get = "GET /v1/receipts/a-1-1 HTTP/1.0\r\nOrigin: https://%s.example\r\n\r\n";
      assertThat(cors.exchange(get.formatted("shop")))
          .contains("Access-Control-Allow-Origin: https://shop.example");
      assertThat(cors.exchange(get.formatted("other"))).startsWith("HTTP/1.1 403 ");
    }
  }

  @Test
  void showsTheAccount() throws IOException {
    assertThat(get("/metrics"))
        .contains(
            "tributary_ledger_difference 3\n", json("tributary_ledger_records{term='rows'} 7\n"));
  }

  @Test
  void canBeTurnedOff() throws IOException {
    try (var off = new RunningService(Map.of(), new WithoutReceipts())) {
      assertThat(off.exchange("GET /v1/receipts/a-1-1 HTTP/1.0\r\n\r\n"))
          .startsWith("HTTP/1.1 404 ")
          .contains("set receipts.pipeline");
      assertThat(off.exchange("GET /metrics HTTP/1.0\r\n\r\n"))
          .doesNotContain("tributary_ledger", "tributary_receipts");
    }
  }

  private String get(String path) throws IOException {
    return service.exchange("GET " + path + " HTTP/1.0\r\n\r\n");
  }

  private String post(String header, String body) throws IOException {
    return service.exchange(
        "POST /v1/events HTTP/1.0\r\nContent-Type: application/json\r\n"
            + header
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }
}
