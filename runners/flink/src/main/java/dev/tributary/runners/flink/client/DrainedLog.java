package dev.tributary.runners.flink.client;

import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.read.CommitLogReader;
import dev.tributary.ledger.read.CommitState;
import dev.tributary.ledger.read.LogAccess;
import java.util.concurrent.TimeUnit;

/** What the commit log says when the job that wrote it has ended. */
public record DrainedLog(LogAccess log) {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long POLL_MILLIS = 200;

  /** The log of the pipeline. */
  public static DrainedLog of(KafkaClients kafka, String pipeline) {
    return new DrainedLog(new LogAccess(kafka, pipeline, "nobody"));
  }

  /**
   * Waits until the last commit is marked as published, and returns its sequence.
   *
   * @throws IllegalStateException when it is not: the files are in place, but not all registered
   */
  public long awaitPublished() throws InterruptedException {
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
    return state.sequence();
  }
}
