package dev.tributary.it.ingest;

import dev.tributary.it.support.TempHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real browser without a window, at one page; it ends with this object. */
final class Chromium implements AutoCloseable {
  private static final Duration TO_END = Duration.ofSeconds(20);

  private final Path profile;
  private final Process process;

  private Chromium(Path profile, Process process) {
    this.profile = profile;
    this.process = process;
  }

  /** Opens a page. */
  static Chromium open(String url) throws IOException {
    Path profile = Files.createTempDirectory("tributary-it-chromium");
    var command =
        List.of(
            "chromium",
            "--headless",
            "--no-sandbox", // root may run it
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--remote-debugging-port=0", // it stays open
            "--user-data-dir=" + profile,
            url);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new Chromium(profile, process);
  }

  boolean isOpen() {
    return process.isAlive();
  }

  @Override
  public void close() throws IOException {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroy();
    process.onExit().completeOnTimeout(process, TO_END.toMillis(), TimeUnit.MILLISECONDS).join();
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(child -> child.onExit().join());
    TempHome.delete(profile);
  }
}
