package dev.tributary.it.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.it.support.Await;
import dev.tributary.it.support.TempHome;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real browser without a window, at one page; it ends with this object. */
public final class Chromium implements AutoCloseable {
  private static final Duration TO_START = Duration.ofMinutes(4);
  private static final Duration TO_END = Duration.ofSeconds(20);

  private final Path profile;
  private final Process process;

  private Chromium(Path profile, Process process) {
    this.profile = profile;
    this.process = process;
  }

  /** Opens a page. */
  public static Chromium open(String url) throws IOException {
    Path profile = Files.createTempDirectory("tributary-it-chromium");
    var command =
        List.of(
            "chromium",
            "--headless",
            "--no-sandbox", // root may run it
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--hide-scrollbars",
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

  public boolean isOpen() {
    return process.isAlive();
  }

  /** Its page, to look at and to use. */
  public BrowserPage page() {
    List<URI> pages = new ArrayList<>();
    Await.until("the browser has a page", TO_START, () -> pages.addAll(pages()));
    return BrowserPage.at(pages.get(0));
  }

  /** Where its pages can be called; the file is there once it listens. */
  private List<URI> pages() throws IOException {
    String port = Files.readAllLines(profile.resolve("DevToolsActivePort")).get(0);
    URL targets = URI.create("http://127.0.0.1:" + port + "/json/list").toURL();
    List<URI> pages = new ArrayList<>();
    for (JsonNode target : new ObjectMapper().readTree(targets)) {
      if (target.path("type").asText().equals("page")) {
        pages.add(URI.create(target.path("webSocketDebuggerUrl").asText()));
      }
    }
    return pages;
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
