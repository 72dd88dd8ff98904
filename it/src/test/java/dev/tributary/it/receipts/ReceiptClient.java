package dev.tributary.it.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.it.support.StartedPart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** A client of one ingest-service that sends events and asks where they are. */
final class ReceiptClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final StartedPart service;

  ReceiptClient(StartedPart service) {
    this.service = service;
  }

  /** Sends one event as JSON and gives its receipt. */
  String send(String event) throws IOException, InterruptedException {
    return receipts(post(event, "")).get(0);
  }

  /** Sends events and waits until they are queryable; the answer. */
  JsonNode sendAndWait(String events, int seconds) throws IOException, InterruptedException {
    return post(events, "wait=" + seconds);
  }

  static List<String> receipts(JsonNode answer) {
    List<String> receipts = new ArrayList<>();
    answer.path("events").forEach(event -> receipts.add(event.path("receipt").asText()));
    return receipts;
  }

  private JsonNode post(String body, String prefer) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(service.address() + "/v1/events"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!prefer.isEmpty()) {
      request.header("Prefer", prefer);
    }
    HttpResponse<byte[]> answer =
        HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
    assertThat(answer.headers().firstValue("Preference-Applied").orElse("")).isEqualTo(prefer);
    return JSON.readTree(answer.body());
  }

  /** What the service says of a receipt. */
  JsonNode find(String receipt) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = get(receipt);
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  /** The status of a look-up. */
  int status(String receipt) throws IOException, InterruptedException {
    return get(receipt).statusCode();
  }

  private HttpResponse<byte[]> get(String receipt) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(service.address() + "/v1/receipts/" + receipt));
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }
}
