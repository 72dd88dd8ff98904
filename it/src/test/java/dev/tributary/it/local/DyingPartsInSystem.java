package dev.tributary.it.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.Await;
import dev.tributary.it.support.UpProcess;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The service dies, as a whole or a thread of it: the supervisor starts it again. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class DyingPartsInSystem {
  private static final Duration BACK = Duration.ofMinutes(4);
  private static final String SERVICE = "ingest-service";

  /** The running system. */
  protected abstract UpProcess up();

  @Test
  @Order(1)
  void startsAPartAgainWhenItDied() throws Exception {
    long before = timesBack();
    up().part(SERVICE).destroyForcibly();
    awaitBack(137, before);
  }

  /** Helidon closes its listener when {@code accept} fails, and would leave a service deaf. */
  @Test
  @Order(2)
  void startsTheServiceAgainWhenItDoesNotListenAnyMore() throws Exception {
    long before = timesBack();
    ProcessHandle service = up().part(SERVICE);
    allowFiles(service, 8); // fewer than it has open
    Await.until("nobody listens", BACK, () -> !isTaken());
    allowFiles(service, 1_024);
    awaitBack(3, before);
  }

  private void awaitBack(int exitCode, long before) throws Exception {
    String ended = SERVICE + " ended with exit code " + exitCode + "; starting it again in ";
    Await.until("the console says that it ended", BACK, () -> isSaid(ended));
    Await.until("the console says that it is back", BACK, () -> timesBack() > before);
    assertThat(get("/message")).isEqualTo("Message sent!\n");
  }

  private boolean isSaid(String line) {
    if (up().text().contains(line)) {
      return true;
    }
    throw new IllegalStateException("The console has no: " + line + "\n" + up().text());
  }

  private long timesBack() {
    return up().text().lines().filter(line -> line.contains("is back after")).count();
  }

  /** How many files it may have open from now on (util-linux). */
  private static void allowFiles(ProcessHandle process, int most) throws Exception {
    String pid = Long.toString(process.pid());
    var limit =
        new ProcessBuilder("prlimit", "--pid", pid, "--nofile=" + most + ":").inheritIO().start();
    assertThat(limit.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(limit.exitValue()).isZero();
  }

  private boolean isTaken() throws IOException {
    URI there = uri("/");
    try (Socket socket = new Socket(there.getHost(), there.getPort())) {
      return socket.isConnected();
    } catch (ConnectException refused) {
      return false;
    }
  }

  private URI uri(String path) throws IOException {
    return URI.create("http://" + up().awaitUp().http() + path);
  }

  private String get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString())
        .body();
  }
}
