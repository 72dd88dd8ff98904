package dev.tributary.it.bench.freshness;

import dev.tributary.it.bench.Figures;
import dev.tributary.it.bench.TopicFiller;
import dev.tributary.it.support.Await;
import dev.tributary.it.support.PrestoSql;
import dev.tributary.it.support.UpProcess;
import dev.tributary.runners.processes.home.Endpoints;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The pipeline is killed with millions of ids in its deduplication window, all to be read again;
 * the local system starts it again. Until the row of an event sent at the kill is in a query.
 */
final class RestartWithIds {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final int IDS = Integer.getInteger("bench.ids", 5_000_000);
  private static final int SAMPLE = 20_000;

  private final UpProcess up;
  private final Endpoints at;
  private final PrestoSql presto;
  private final Figures figures;

  RestartWithIds(UpProcess up, Endpoints at, PrestoSql presto, Figures figures) {
    this.up = up;
    this.at = at;
    this.presto = presto;
    this.figures = figures;
  }

  void measure() throws Exception {
    long before = presto.number("SELECT COUNT(*) FROM events");
    long start = System.nanoTime();
    fill();
    Await.until(
        "all of it is in the lake",
        PATIENCE,
        () -> presto.number("SELECT COUNT(*) FROM events") >= before + IDS);
    figures.put("restart ids in the window", IDS);
    figures.put("restart filled and drained s", seconds(start));
    ProcessHandle pipeline = up.part("pipeline");
    String id = UUID.randomUUID().toString();
    pipeline.destroyForcibly();
    pipeline.onExit().join();
    long killed = System.nanoTime();
    send(id);
    Await.until(
        "the row is there",
        PATIENCE,
        () -> // queries that can find nothing yet would only take the pipeline's processor time
        Files.exists(at.lake().resolve("events/event_type=restarted"))
                && presto.number(
                        "SELECT COUNT(*) FROM events WHERE event_type = 'restarted' AND event_id = '"
                            + id
                            + "'")
                    == 1);
    figures.put("restart first new row after kill -9, s", seconds(killed));
  }

  private static double seconds(long since) {
    return Math.round((System.nanoTime() - since) / 1e8) / 10.0;
  }

  private void send(String id) throws Exception {
    String event = "{\"event_type\":\"restarted\",\"id\":\"" + id + "\"}";
    var request =
        HttpRequest.newBuilder(URI.create("http://" + at.http() + "/v1/events"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(event))
            .build();
    int status = HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
    if (status != 200) {
      throw new IllegalStateException("The service answered " + status);
    }
  }

  private void fill() {
    try (var filling = new TopicFiller(at.kafka())) {
      for (int n = 0; n < IDS; n++) {
        String id = UUID.randomUUID().toString();
        filling.send("events", id, event(id, n));
      }
    }
  }

  private static String event(String id, int n) {
    return ("{\"event_type\":\"level_%d\",\"id\":\"%s\",\"received_at\":\"%s\","
            + "\"Host\":\"game.example.com\",\"User-Agent\":\"bench\",\"data\":{\"n\":%d}}")
        .formatted(n % 5, id, Instant.now(), n % SAMPLE);
  }
}
