package dev.tributary.runners.flink.client;

import dev.tributary.pipeline.commit.CommitLogReader;
import dev.tributary.pipeline.commit.CommitState;
import dev.tributary.pipeline.commit.LogAccess;
import java.util.concurrent.TimeUnit;

/** What the commit log says when the job that wrote it has ended. */
record DrainedLog(LogAccess log) {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long POLL_MILLIS = 200;

  /**
   * Waits until the last commit is marked as published, and says so.
   *
   * @throws IllegalStateException when it is not: the files are in place, but not all registered
   */
  String awaitPublished() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    CommitState state = CommitLogReader.read(log);
    while (!state.unpublished().isEmpty()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "all is committed, but the metastore has not registered it (sequence="
                + state.unpublished().get(0).sequence()
                + "): the next launch does it");
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      state = CommitLogReader.read(log);
    }
    return "All that it has read is committed and published (sequence=" + state.sequence() + ").";
  }
}
