package dev.tributary.it.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Events of every outcome, sent by plain HTTP and to Kafka, and counted here. */
final class OwnEvents {
  static final String TYPE = "console_own";
  private static final int ROWS = 40;
  private static final int DUPLICATES = 7;
  private static final int CONFLICTS = 3;
  private static final int REJECTED = 4;
  private static final int NO_JSON = 2;

  private final URI events;
  private final List<String> receipts = new ArrayList<>();

  private OwnEvents(URI events) {
    this.events = events;
  }

  /**
   * Sends all of them.
   *
   * @param service where it is, http://host:port
   */
  static OwnEvents send(String service, String kafka) throws Exception {
    var own = new OwnEvents(URI.create(service + "/v1/events"));
    List<String> requests = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      requests.add(event(TYPE, i, "first"));
    }
    for (int i = 0; i < REJECTED; i++) {
      requests.add(event("No type", i, "first"));
    }
    own.post(requests, ROWS);
    List<String> again = new ArrayList<>();
    for (int i = 0; i < DUPLICATES; i++) {
      again.add(event(TYPE, i, "first"));
    }
    own.post(again, DUPLICATES);
    List<String> others = new ArrayList<>();
    for (int i = 0; i < CONFLICTS; i++) {
      others.add(event(TYPE, i, "other"));
    }
    own.post(others, CONFLICTS);
    sendNoJson(kafka);
    return own;
  }

  private static String event(String type, int number, String text) {
    return "{\"event_type\":\"%s\",\"id\":\"own-%d\",\"data\":{\"text\":\"%s\"}}"
        .formatted(type, number, text);
  }

  private void post(List<String> all, int accepted) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(events)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("[" + String.join(",", all) + "]"));
    byte[] body =
        HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray()).body();
    JsonNode answer = new ObjectMapper().readTree(body);
    assertThat(answer.path("accepted").asInt()).as(new String(body, UTF_8)).isEqualTo(accepted);
    for (JsonNode event : answer.path("events")) {
      if (event.has("receipt")) {
        receipts.add(event.path("receipt").asText());
      }
    }
  }

  private static void sendNoJson(String kafka) throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", kafka);
    var bytes = new ByteArraySerializer();
    try (var producer = new KafkaProducer<>(config, bytes, bytes)) {
      for (int i = 0; i < NO_JSON; i++) {
        producer.send(new ProducerRecord<>("events", "no JSON".getBytes(UTF_8))).get();
      }
    }
  }

  /** How much each number of Flow grows by them, when all of them are queryable. */
  static Map<String, Long> growth() {
    long letters = CONFLICTS + NO_JSON;
    long records = ROWS + DUPLICATES + letters;
    Map<String, Long> growth = new TreeMap<>();
    growth.put("Accepted", (long) ROWS + DUPLICATES + CONFLICTS);
    growth.put("Accepted: rejected: BAD_EVENT_TYPE", (long) REJECTED);
    growth.put("Committed", records);
    growth.put("Committed: duplicates", (long) DUPLICATES);
    growth.put("Committed: dead letters: CONFLICTING_ID", (long) CONFLICTS);
    growth.put("Committed: dead letters: NOT_JSON", (long) NO_JSON);
    growth.put("Queryable", (long) ROWS);
    growth.put("account: accepted", records);
    growth.put("account: rows", (long) ROWS);
    growth.put("account: dead letters", letters);
    growth.put("account: duplicates", (long) DUPLICATES);
    return growth;
  }

  /** What Flow's table says of their type: name, rows, duplicates. */
  static List<String> ofType() {
    return List.of(TYPE, "" + ROWS, "" + DUPLICATES);
  }

  /** The receipt of one that became a row. */
  String row() {
    return receipts.get(ROWS - 1);
  }

  /** Of one that is a duplicate. */
  String duplicate() {
    return receipts.get(ROWS);
  }

  /** Of one that is a dead letter. */
  String deadLetter() {
    return receipts.get(ROWS + DUPLICATES);
  }
}
