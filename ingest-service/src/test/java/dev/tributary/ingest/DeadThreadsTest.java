package dev.tributary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeadThreadsTest {
  @Test
  void endTheProcess() throws Exception {
    Process process = run("platform");
    String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(DeadThreads.EXIT_CODE);
    assertThat(log).contains("Lost a thread", "thread=of-the-service", "StackOverflowError");
  }

  @Test
  void areOnlyTheirConnectionsWhenTheyAreVirtual() throws Exception {
    Process process = run("virtual");
    String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(log).contains("Ended a connection");
  }

  private static Process run(String kind) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Dying.class.getName(),
            kind)
        .redirectErrorStream(true)
        .start();
  }

  /** A service one of whose threads dies; it would wait for ever if nobody noticed. */
  static final class Dying {
    private Dying() {}

    public static void main(String[] args) throws Exception {
      DeadThreads.endTheProcess();
      Runnable death =
          () -> {
            throw new StackOverflowError("planted");
          };
      if (args[0].equals("virtual")) {
        Thread.ofVirtual().start(death).join();
        return;
      }
      Thread.ofPlatform().name("of-the-service").start(death);
      Thread.currentThread().join();
    }
  }
}
