package dev.tributary.runners.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.runners.processes.home.CannotStartException;
import dev.tributary.runners.processes.home.Home;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over real processes: JVMs that write a file when they are ready, and wait for their end. */
final class SupervisorTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What a part runs. */
  public static final class Program {
    private Program() {}

    /** Argument: the file that says that it is ready, or nothing: it ends at once. */
    public static void main(String[] args) throws Exception {
      if (args.length == 0) {
        System.out.println("cannot work");
        System.exit(7);
      }
      Files.writeString(Path.of(args[0]), Long.toString(ProcessHandle.current().pid()));
      Thread.currentThread().join();
    }
  }

  /** A program as a part. */
  private record TestPart(String name, List<String> needs, Path file, List<String> arguments)
      implements Part {
    @Override
    public String address() {
      return "nowhere";
    }

    @Override
    public JavaCommand command() throws IOException {
      Files.deleteIfExists(file);
      String[] classpath = System.getProperty("java.class.path").split(File.pathSeparator);
      return JavaCommand.watched(
          List.of("-Xmx16m", "-XX:TieredStopAtLevel=1"),
          Arrays.stream(classpath).map(Path::of).toList(),
          Stream.concat(Stream.of(Program.class.getName()), arguments.stream()).toList());
    }

    @Override
    public boolean ready() throws IOException {
      return Files.exists(file) && !Files.readString(file).isEmpty();
    }

    @Override
    public Duration stopWithin() {
      return PATIENCE;
    }

    long pid() throws IOException {
      return Long.parseLong(Files.readString(file));
    }
  }

  @TempDir private Path folder;
  private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
  private Home home;

  @BeforeEach
  void makeHome() {
    home = new Home(folder.resolve("home"));
    home.prepare(0);
  }

  @Test
  void startsInOrderStartsAgainWhatDiedAndStopsBackwards() throws Exception {
    TestPart first = part("first", List.of());
    TestPart second = part("second", List.of("first"));
    Supervisor supervisor = supervisor(List.of(first, second));
    try {
      supervisor.start();
      assertThat(text()).containsSubsequence("first  ", "ready after", "second  ", "ready after");
      long killed = first.pid();
      ProcessHandle.of(killed).orElseThrow().destroyForcibly();
      awaitText("first           is back after");
      assertThat(first.pid()).isNotEqualTo(killed);
      assertThat(text()).contains("first ended with exit code 137; starting it again in 1 s");
    } finally {
      supervisor.stop();
    }
    assertThat(text()).containsSubsequence("second          stopped", "first           stopped");
    assertThat(ProcessHandle.of(first.pid())).isEmpty();
    assertThat(ProcessHandle.of(second.pid())).isEmpty();
  }

  @Test
  void saysWhichPartCannotBeStartedAndWhereItsLogIs() throws Exception {
    Supervisor supervisor =
        supervisor(List.of(new TestPart("broken", List.of(), folder.resolve("none"), List.of())));
    try {
      assertThatThrownBy(supervisor::start)
          .isInstanceOf(CannotStartException.class)
          .hasMessage(
              "broken ended with exit code 7 before it was ready: its log says why (%s)",
              home.log("broken"));
    } finally {
      supervisor.stop();
    }
    assertThat(home.log("broken")).content().contains("cannot work");
  }

  private TestPart part(String name, List<String> needs) {
    Path ready = folder.resolve(name + ".ready");
    return new TestPart(name, needs, ready, List.of(ready.toString()));
  }

  private Supervisor supervisor(List<Part> parts) {
    return new Supervisor(
        parts, home, new Terminal(new PrintStream(seen, true, StandardCharsets.UTF_8), false));
  }

  private void awaitText(String text) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!text().contains(text)) {
      assertThat(System.nanoTime()).as(text()).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private String text() {
    return seen.toString(StandardCharsets.UTF_8);
  }
}
