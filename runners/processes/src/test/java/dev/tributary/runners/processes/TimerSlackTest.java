package dev.tributary.runners.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class TimerSlackTest {
  private static final Executor NEW_THREAD = task -> new Thread(task).start();

  @Test
  void isInheritedByTheProcessesThatTheThreadStarts() throws Exception {
    assumeThat(Path.of("/proc/thread-self")).exists();
    String own = inANewThread(0);

    assertThat(inANewThread(30)).isEqualTo("30000000");
    assertThat(inANewThread(0)).isEqualTo(own);
  }

  private static String inANewThread(long millis) throws Exception {
    return CompletableFuture.supplyAsync(
            () -> {
              if (millis > 0) {
                TimerSlack.allow(millis);
              }
              return ofAChild();
            },
            NEW_THREAD)
        .get(2, TimeUnit.MINUTES);
  }

  private static String ofAChild() {
    try {
      Process child = new ProcessBuilder("cat", "/proc/self/timerslack_ns").start();
      return new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
