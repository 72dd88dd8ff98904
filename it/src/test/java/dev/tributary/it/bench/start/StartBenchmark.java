package dev.tributary.it.bench.start;

import dev.tributary.it.bench.Benchmark;
import dev.tributary.it.bench.Figures;
import dev.tributary.it.support.Await;
import dev.tributary.it.support.PrestoSql;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import dev.tributary.runners.processes.home.Endpoints;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * {@code mvn -q -Pup} as a user types it, with a new home and then with the same one: when the
 * first event is taken and the first question answered, from Maven's start, and what all its parts
 * cost when nothing arrives. The ports are the documented ones and must be free.
 */
public final class StartBenchmark implements Benchmark {
  private static final URI DOOR = URI.create("http://127.0.0.1:5000/request_group");
  private static final String PRESTO = "127.0.0.1:8080";
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long SETTLE_SECONDS = 60;
  private static final long IDLE_SECONDS = 60;

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  @Override
  public void run() throws Exception {
    var figures = new Figures("start");
    try (TempHome home = TempHome.make()) {
      measure(figures, "new home: ", home, false);
      measure(figures, "same home: ", home, true);
    }
  }

  private void measure(Figures figures, String prefix, TempHome home, boolean idle)
      throws Exception {
    Path console = home.folder().resolveSibling(home.folder().getFileName() + ".console");
    long start = System.nanoTime();
    Process maven =
        new ProcessBuilder("mvn", "-q", "-Pup", "-Dtributary.home=" + home.folder())
            .directory(StartedPart.checkout().root().toFile())
            .redirectErrorStream(true)
            .redirectOutput(console.toFile())
            .start();
    try {
      await("an event is taken", maven, console, this::isTaken);
      figures.put(prefix + "first event taken, s from Maven's start", since(start));
      await("a question is answered", maven, console, StartBenchmark::isAnswered);
      figures.put(prefix + "first question answered, s", since(start));
      await("all is up", maven, console, () -> Endpoints.read(home.home()).isPresent());
      figures.put(prefix + "the addresses are printed, s", since(start));
      if (idle) {
        idle(figures, maven);
      }
    } finally {
      List<ProcessHandle> all = maven.descendants().toList();
      maven.destroy();
      Await.until("all ended", PATIENCE, () -> all.stream().noneMatch(ProcessHandle::isAlive));
      Files.deleteIfExists(console);
    }
  }

  private static void idle(Figures figures, Process maven) throws Exception {
    TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
    var before = ProcessTree.of(maven.toHandle());
    long start = System.nanoTime();
    TimeUnit.SECONDS.sleep(IDLE_SECONDS);
    double seconds = since(start);
    var after = ProcessTree.of(maven.toHandle());
    for (String name : after.names()) {
      figures.put(
          "idle " + name + ", % of a core",
          rounded(100 * (after.cpuSeconds(name) - before.cpuSeconds(name)) / seconds));
      figures.put("idle " + name + ", MiB resident", after.residentMiB(name));
    }
    figures.put(
        "idle, all, % of a core",
        rounded(100 * (after.cpuSeconds() - before.cpuSeconds()) / seconds));
    figures.put("idle, all, MiB resident", after.residentMiB());
  }

  private static void await(String what, Process maven, Path console, Callable<Boolean> condition)
      throws IOException {
    Await.until(what, PATIENCE, () -> !maven.isAlive() || condition.call());
    if (!maven.isAlive()) {
      throw new IllegalStateException("mvn -q -Pup ended:\n" + Files.readString(console));
    }
  }

  private boolean isTaken() throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(DOOR).timeout(Duration.ofSeconds(5)).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static boolean isAnswered() {
    try {
      return new PrestoSql(PRESTO).number("SELECT count(*) FROM requestors") >= 0;
    } catch (SQLException notYet) {
      return false;
    }
  }

  private static double since(long start) {
    return rounded((System.nanoTime() - start) / 1e9);
  }

  private static double rounded(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
