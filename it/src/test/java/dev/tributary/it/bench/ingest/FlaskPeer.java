package dev.tributary.it.bench.ingest;

import dev.tributary.it.bench.MissingTool;
import dev.tributary.it.support.Await;
import dev.tributary.runners.processes.home.FreePorts;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** gunicorn + Flask + kafka-python, from Debian's packages; two workers of 32 threads. */
final class FlaskPeer implements AutoCloseable {
  private static final String PYTHON = "/usr/bin/python3"; // the packages are Debian's Python's

  private final Process process;
  private final int port;

  private FlaskPeer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Looks for the programs.
   *
   * @throws MissingTool naming the packages
   */
  static void check() throws InterruptedException {
    try {
      var imports = new ProcessBuilder(PYTHON, "-c", "import flask, gunicorn, kafka");
      if (imports.redirectErrorStream(true).start().waitFor() == 0) {
        return;
      }
    } catch (IOException noPython) {
      // said below
    }
    throw new MissingTool(
        "The peer is missing: apt-get install gunicorn python3-flask python3-kafka");
  }

  /** Starts it in front of the broker. */
  static FlaskPeer start(String kafka) throws IOException {
    int port = FreePorts.any();
    Path folder = Path.of(System.getProperty("tributary.checkout"), "it/src/test/bench/service");
    var command =
        List.of(
            PYTHON,
            "-m",
            "gunicorn",
            "--workers=2",
            "--worker-class=gthread",
            "--threads=32",
            "--keep-alive=60",
            "--log-level=error",
            "--chdir=" + folder.toRealPath(),
            "--bind=127.0.0.1:" + port,
            "peer:app");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("KAFKA", kafka);
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    var peer = new FlaskPeer(builder.redirectOutput(ProcessBuilder.Redirect.INHERIT).start(), port);
    Await.until("Flask answers", Duration.ofMinutes(1), peer::answers);
    return peer;
  }

  private boolean answers() throws IOException {
    var connection =
        (HttpURLConnection) URI.create(collector().address() + "/message").toURL().openConnection();
    return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
  }

  Collector collector() {
    return new Collector("flask", "http://127.0.0.1:" + port, process.pid());
  }

  @Override
  public void close() {
    List<ProcessHandle> workers = process.descendants().toList();
    process.destroy();
    process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
    process.destroyForcibly();
    workers.forEach(ProcessHandle::destroyForcibly);
  }
}
