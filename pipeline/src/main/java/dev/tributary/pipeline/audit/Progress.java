package dev.tributary.pipeline.audit;

import java.time.Duration;
import java.util.function.Consumer;

/** Says how far a long audit is, every few seconds. Thread safe. */
final class Progress {
  private static final long EVERY_NANOS = Duration.ofSeconds(5).toNanos();

  private final Consumer<String> out;
  private long partitions;
  private long done;
  private long files;
  private long rows;
  private long last = System.nanoTime();

  Progress(Consumer<String> out) {
    this.out = out;
  }

  synchronized void begin(long all) {
    partitions = all;
  }

  /** One more partition is read. */
  synchronized void add(long moreFiles, long moreRows) {
    done++;
    files += moreFiles;
    rows += moreRows;
    say(
        String.format(
            "Read %,d of %,d partitions: %,d files, %,d rows", done, partitions, files, rows));
  }

  /** Says it when nothing was said for some seconds. */
  synchronized void say(String line) {
    long now = System.nanoTime();
    if (now - last >= EVERY_NANOS) {
      last = now;
      out.accept(line);
    }
  }
}
