package dev.tributary.it.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.Await;
import dev.tributary.it.support.DebianTool;
import dev.tributary.it.support.NeedsTools;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import dev.tributary.it.support.UpProcess;
import dev.tributary.runners.processes.home.Endpoints;
import dev.tributary.runners.processes.home.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the commands of the README, and those of docs/flink.md that try the pipeline alone, as a
 * user types them, in their order, against one running system, and compares what they print with
 * the output on the page. Only addresses and folders are put in place.
 */
@NeedsTools({DebianTool.AB, DebianTool.KCAT, DebianTool.CURL, DebianTool.MAVEN})
final class ReadmeIT {
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  private static final Deque<Running> RUNNING = new ArrayDeque<>();
  private static TempHome home;
  private static UpProcess up;
  private static Map<String, String> places;

  @BeforeAll
  static void start() throws IOException {
    home = TempHome.make();
    up = UpProcess.start(home.home(), Map.of());
    places = places(up.awaitUp());
  }

  @AfterAll
  static void stop() throws IOException {
    while (!RUNNING.isEmpty()) {
      RUNNING.pop().close();
    }
    if (home != null) {
      try (TempHome deletedLast = home;
          UpProcess stoppedFirst = up) {
        assertThat(deletedLast).isNotNull();
        assertThat(stoppedFirst).isNotNull();
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> doesWhatThePagesShow() throws IOException {
    List<ConsoleBlocks.Command> readme = commands("README.md");
    List<ConsoleBlocks.Command> flink = commands("docs/flink.md");
    assertThat(readme).hasSizeGreaterThan(9);
    assertThat(flink).hasSizeGreaterThan(2);
    return Stream.concat(readme.stream(), flink.stream())
        .map(command -> DynamicTest.dynamicTest(command.line(), () -> run(inPlace(command))));
  }

  private static List<ConsoleBlocks.Command> commands(String page) throws IOException {
    return ConsoleBlocks.commands(Files.readString(StartedPart.checkout().root().resolve(page)));
  }

  private static void run(ConsoleBlocks.Command command) throws IOException {
    if (command.line().endsWith(" -Pup")) { // it runs
      assertThat(command.isKeptBy(up.text())).as("printed:%n%s", up.text()).isTrue();
      return;
    }
    if (command.untilStopped()) {
      Running running = Running.start(command.line());
      RUNNING.push(running);
      Await.until(
          "the output of " + command.line(),
          PATIENCE,
          () -> command.isKeptBy(running.text()) || !running.process().isAlive());
      assertThat(command.isKeptBy(running.text()))
          .as("%s%nprinted:%n%s", command.line(), running.text())
          .isTrue();
      return;
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String printed = once(command);
    while (isQuestion(command) && !command.isKeptBy(printed) && System.nanoTime() - deadline < 0) {
      printed = once(command); // what was sent takes a moment to be there
    }
    assertThat(command.isKeptBy(printed)).as("%s%nprinted:%n%s", command.line(), printed).isTrue();
  }

  private static boolean isQuestion(ConsoleBlocks.Command command) {
    return command.line().contains("-Psql")
        || command.line().contains("cli/tributary ")
        || command.line().startsWith("kcat -C");
  }

  private static String once(ConsoleBlocks.Command command) throws IOException {
    try (Running running = Running.start(command.line())) {
      Await.until("the end of " + command.line(), PATIENCE, () -> !running.process().isAlive());
      assertThat(running.process().exitValue())
          .as("%s%nprinted:%n%s", command.line(), running.text())
          .isZero();
      if (isQuestion(command)) {
        assertThat(running.printed()).as(command.line()).doesNotContain("\u001b");
      }
      return running.text();
    }
  }

  private static ConsoleBlocks.Command inPlace(ConsoleBlocks.Command command) {
    return new ConsoleBlocks.Command(
        inPlace(command.line()),
        command.output().stream().map(ReadmeIT::inPlace).toList(),
        command.untilStopped());
  }

  private static String inPlace(String line) {
    String placed = line;
    for (Map.Entry<String, String> place : places.entrySet()) {
      placed = placed.replace(place.getKey(), place.getValue());
    }
    return placed;
  }

  private static Map<String, String> places(Endpoints endpoints) throws IOException {
    int rest = FreePorts.any();
    Map<String, String> places = new LinkedHashMap<>();
    places.put("localhost:5000", endpoints.http());
    places.put("127.0.0.1:5000", endpoints.http());
    places.put("127.0.0.1:29092", endpoints.kafka());
    places.put("localhost:29092", endpoints.kafka());
    places.put("127.0.0.1:8081", "127.0.0.1:" + rest);
    places.put("--restPort=8081", "--restPort=" + rest);
    places.put("$HOME/tributary-", home.folder() + "/");
    places.put("mvn -q", "mvn -q -Dtributary.home=" + home.folder());
    return places;
  }

  /** A command of the README while it runs, and what it has printed. */
  private record Running(Process process, Path console) implements AutoCloseable {
    static Running start(String line) throws IOException {
      Path console = Files.createTempFile("tributary-readme", ".console");
      var builder = new ProcessBuilder("bash", "-c", line);
      builder.environment().put("TRIBUTARY_HOME", home.folder().toString());
      Process process =
          builder
              .directory(StartedPart.checkout().root().toFile())
              .redirectErrorStream(true)
              .redirectOutput(console.toFile())
              .start();
      process.getOutputStream().close();
      return new Running(process, console);
    }

    /** Without colours, which Maven gives to its warnings in a pipe too. */
    String text() throws IOException {
      return printed().replaceAll("\u001b\\[[0-9;]*m", "");
    }

    /** As a script sees it. */
    String printed() throws IOException {
      return Files.readString(console);
    }

    @Override
    public void close() throws IOException {
      List<ProcessHandle> all =
          Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
      all.forEach(ProcessHandle::destroy);
      Await.until(
          "the command's processes ended",
          Duration.ofMinutes(4),
          () -> all.stream().noneMatch(ProcessHandle::isAlive));
      Files.delete(console);
    }
  }
}
