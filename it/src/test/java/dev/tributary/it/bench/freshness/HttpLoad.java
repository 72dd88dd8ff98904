package dev.tributary.it.bench.freshness;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** Events of five types over HTTP, one a request, at a steady rate. */
final class HttpLoad implements AutoCloseable {
  /** An event whose 2xx came at {@link System#nanoTime}. */
  record Acknowledged(String type, String id, long nanos) {
    boolean isWatched() {
      return type.equals(WATCHED);
    }
  }

  /** The type of every fifth event. */
  static final String WATCHED = "message";

  private static final List<String> TYPES =
      List.of("request_group", "accept_member", "decline_member", WATCHED, "default");

  private final URI uri;
  private final long pauseNanos;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ConcurrentLinkedQueue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
  private final Instant started = Instant.now();
  private final Thread thread = new Thread(this::run, "http-load");
  private volatile boolean stopped;

  private HttpLoad(String service, int perSecond) {
    uri = URI.create("http://" + service + "/v1/events");
    pauseNanos = Duration.ofSeconds(1).toNanos() / perSecond;
    thread.setDaemon(true);
  }

  static HttpLoad start(String service, int perSecond) {
    var load = new HttpLoad(service, perSecond);
    load.thread.start();
    return load;
  }

  private void run() {
    CompletableFuture<?> all = CompletableFuture.completedFuture(null);
    long next = System.nanoTime();
    for (int n = 0; !stopped; n++) {
      all = CompletableFuture.allOf(all, send(TYPES.get(n % TYPES.size()), n));
      next += pauseNanos;
      LockSupport.parkNanos(next - System.nanoTime());
    }
    all.join();
  }

  private CompletableFuture<Void> send(String type, int n) {
    String id = UUID.randomUUID().toString();
    String event =
        "{\"event_type\":\"%s\",\"id\":\"%s\",\"data\":{\"group\":\"g%d\",\"text\":\"hello\"}}"
            .formatted(type, id, n % 100);
    var request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(event))
            .build();
    return http.sendAsync(request, BodyHandlers.discarding())
        .thenAccept(answer -> take(answer, type, id));
  }

  private void take(HttpResponse<Void> answer, String type, String id) {
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("The service answered " + answer.statusCode());
    }
    acknowledged.add(new Acknowledged(type, id, System.nanoTime()));
  }

  Instant started() {
    return started;
  }

  /** All events that were acknowledged so far, in the order of their answers. */
  List<Acknowledged> acknowledged() {
    return List.copyOf(acknowledged);
  }

  /** Stops, and waits for the answers that are under way. */
  void stop() throws InterruptedException {
    stopped = true;
    thread.join();
  }

  @Override
  public void close() {
    stopped = true;
  }
}
