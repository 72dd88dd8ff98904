package dev.tributary.ingest.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ingest.http.Response;
import dev.tributary.ingest.http1.head.HeadsForTests;
import dev.tributary.ingest.http1.head.RequestHead;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AccessLogTest {
  private static final Duration RETRY = Duration.ofMillis(50);

  @TempDir Path folder;

  @Test
  void keepsLittleOfHeadsThatWait() throws IOException {
    RequestHead head =
        HeadsForTests.parse(
            "GET /"
                + "p".repeat(8_000)
                + "?"
                + "q".repeat(8_000)
                + " HTTP/1.1\r\nHost: a\r\n"
                + "Referer: http://a/"
                + "r".repeat(20_000)
                + "\r\nUser-Agent: "
                + "\u00ff".repeat(20_000)
                + "\r\n\r\n");
    CountDownLatch disk = new CountDownLatch(1);
    AccessLog log = log(() -> new StuckWriter(disk));
    try {
      for (int i = 0; i < 20_000; i++) {
        log.answered(head, "", () -> "127.0.0.1", Response.text("x"), 1);
      }

      assertThat(log.waitingBytes()).isLessThan(9_000_000);
      assertThat(log.dropped()).isGreaterThan(10_000);
    } finally {
      disk.countDown();
      log.close();
    }
  }

  @Test
  void writesOddBytesFast() {
    AccessEntry entry =
        AccessEntry.of(
            HeadsForTests.parse(
                "GET / HTTP/1.1\r\nHost: a\r\nUser-Agent: " + "\u00ff".repeat(60_000) + "\r\n\r\n"),
            "127.0.0.1",
            Response.text(""),
            1,
            1);
    long began = System.nanoTime();
    for (int i = 0; i < 1_000; i++) {
      assertThat(AccessLineFormat.COMBINED.line(entry)).contains("\\xff").hasSizeLessThan(5_000);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void writesAgainOnceTheDiskHasRoom() throws IOException {
    Path file = folder.resolve("access.log");
    Files.createSymbolicLink(file, Path.of("/dev/full"));
    try (AccessLog log = log(() -> Files.newBufferedWriter(file, StandardOpenOption.APPEND))) {
      log.refused("10.0.0.1", 400);
      await(() -> log.dropped() == 1);
      Files.delete(file);
      Files.createFile(file);
      await(
          () -> {
            log.refused("10.0.0.2", 431);
            return size(file) > 0;
          });
    }
    assertThat(Files.readString(file)).contains("10.0.0.2 - - [", "\"-\" 431 0 \"-\" \"-\"\n");
  }

  @Test
  void endsInTimeWhenTheDiskHangs() {
    CountDownLatch never = new CountDownLatch(1);
    AccessLog log = log(() -> new StuckWriter(never));
    while (log.dropped() == 0) {
      log.refused("10.0.0.1", 400); // until the queue is full
    }
    long began = System.nanoTime();
    log.close();

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
  }

  private static AccessLog log(LogFile.Opener file) {
    return new AccessLog(AccessLineFormat.COMBINED, file, RETRY, Clock.systemUTC());
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  /** A disk that hangs: even an interrupt does not end the wait. */
  private static final class StuckWriter extends Writer {
    private final CountDownLatch disk;

    StuckWriter(CountDownLatch disk) {
      this.disk = disk;
    }

    @Override
    public void write(char[] chars, int from, int length) {
      boolean hangs = true;
      while (hangs) {
        try {
          disk.await();
          hangs = false;
        } catch (InterruptedException ignored) {
          // hangs on
        }
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
