package dev.tributary.it.support;

import dev.tributary.runners.processes.home.Checkout;
import dev.tributary.runners.processes.home.Endpoints;
import dev.tributary.runners.processes.home.Home;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything, started as {@code mvn -Pup} starts it, on free ports: this process stands where
 * Maven's stands, the supervisor is its child, and the parts are the supervisor's.
 */
public final class UpProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int LAST_LINES = 40;

  private final Home home;
  private final Path console;
  private final Process process;

  private UpProcess(Home home, Path console, Process process) {
    this.home = home;
    this.console = console;
    this.process = process;
  }

  /** Starts; the ports are any free ones, except those that the options name. */
  public static UpProcess start(Home home, Map<String, String> options) throws IOException {
    Checkout checkout = StartedPart.checkout();
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String part : List.of("http", "kafka", "metastore", "presto")) {
      command.add("-Dtributary." + part + ".port=0");
    }
    options.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-D" + Checkout.PROPERTY + "=" + checkout.root());
    command.add("-Dtributary.home=" + home.folder());
    command.add("-Dtributary.parent=" + ProcessHandle.current().pid());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("--add-opens=java.base/java.net=ALL-UNNAMED");
    command.add("-cp");
    command.add(
        Stream.concat(Stream.of(checkout.processes()), checkout.supervisor().stream())
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    command.add("dev.tributary.runners.processes.parent.WatchedProgram");
    command.add("dev.tributary.runners.cli.ForegroundLauncher");
    command.add("dev.tributary.runners.local.Main");
    Path console = Files.createTempFile("tributary-it", ".console");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(console.toFile())
            .start();
    process.getOutputStream().close();
    return new UpProcess(home, console, process);
  }

  /** Waits until all is up. */
  public Endpoints awaitUp() throws IOException {
    Await.until(
        "everything is up", PATIENCE, () -> Endpoints.read(home).isPresent() || !process.isAlive());
    return Endpoints.read(home)
        .orElseThrow(
            () -> new AssertionError("It ended instead of coming up:\n" + text() + logs()));
  }

  /** The end of each log; the files go away with the home. */
  private String logs() {
    var ends = new StringBuilder();
    try (Stream<Path> files = Files.list(home.logs())) {
      for (Path file : files.sorted().toList()) {
        List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        ends.append("\n== ").append(file.getFileName()).append('\n');
        lines.stream()
            .skip(Math.max(0, lines.size() - LAST_LINES))
            .forEach(line -> ends.append(line).append('\n'));
      }
    } catch (IOException e) {
      ends.append("Cannot read the logs: ").append(e);
    }
    return ends.toString();
  }

  /** What the user has seen so far. */
  public String text() {
    try {
      return Files.readString(console);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read " + console, e);
    }
  }

  /** The process that stands where Maven's would. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** The process of a part. */
  public ProcessHandle part(String name) {
    String mark = "@" + home.run().resolve(name + ".args");
    return process
        .descendants()
        .filter(child -> child.info().commandLine().orElse("").contains(mark))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No process of " + name));
  }

  /** Waits for its end and returns the exit code. */
  public int awaitEnd(Duration within) throws InterruptedException {
    if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("Still running after " + within.toSeconds() + " s:\n" + text());
    }
    return process.exitValue();
  }

  /** All processes that have this home in their command line, whoever their parent is now. */
  public List<ProcessHandle> processesOfHome() {
    return ProcessHandle.allProcesses()
        .filter(each -> each.info().commandLine().orElse("").contains(home.folder().toString()))
        .filter(ProcessHandle::isAlive)
        .toList();
  }

  /** Stops it in order, and waits for the end of all that it started. */
  @Override
  public void close() throws IOException {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroy();
    Await.until(
        "all of " + home.folder() + " ended",
        Duration.ofMinutes(4),
        () -> !process.isAlive() && all.stream().noneMatch(ProcessHandle::isAlive));
    Files.delete(console);
  }
}
