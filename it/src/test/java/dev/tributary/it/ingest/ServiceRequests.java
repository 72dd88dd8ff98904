package dev.tributary.it.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.Await;
import dev.tributary.it.support.StartedPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** Single requests to the service, and signals to what stands behind it. */
final class ServiceRequests {
  private static final Duration PATIENCE = Duration.ofMinutes(2); // for what hangs
  private static final String IN_TIME = "Kafka did not acknowledge the event in time";
  private static final String TOO_BUSY = "The service is too busy to send the event in time";
  private static final String AT_ONCE = "Kafka does not acknowledge events at the moment";
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private ServiceRequests() {}

  /** A GET. */
  static HttpResponse<String> get(StartedPart service, String path) {
    return send(
        HttpRequest.newBuilder(URI.create(service.address() + path)).timeout(PATIENCE).build());
  }

  /** A GET that must be answered with this status. */
  static HttpResponse<String> get(StartedPart service, String path, int status) {
    HttpResponse<String> answer = get(service, path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return answer;
  }

  /** One event, which must be refused, with the advice when to come again. */
  static HttpResponse<String> refused(StartedPart service) {
    HttpResponse<String> answer = get(service, "/message?refused=yes", 503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    return answer;
  }

  /** Events are refused, and soon without a look at Kafka: all but one each second. */
  static void refusedAtOnce(StartedPart service) {
    Await.until("it refuses at once", PATIENCE, () -> refused(service).body().contains(AT_ONCE));
  }

  /** Whether a 503 says no more than that Kafka, or the machine, is slow at the moment. */
  static boolean isForSlowness(String problem) {
    return Stream.of(IN_TIME, TOO_BUSY, AT_ONCE).anyMatch(problem::contains);
  }

  /** True when one event is taken. */
  static boolean isTaken(StartedPart service) {
    return get(service, "/message?taken=yes").statusCode() == 200;
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot reach the service", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  /** The most memory that a part had so far, in KiB (proc(5): VmHWM). */
  static long peakRssKib(StartedPart part) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + part.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  /** Sends a signal to a part: {@code -STOP} freezes it. */
  static void signal(String signal, StartedPart part) throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", signal, String.valueOf(part.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }
}
