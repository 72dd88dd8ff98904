package dev.tributary.pipeline.write;

import dev.tributary.pipeline.commit.CommitLog;
import dev.tributary.pipeline.job.SharedByLaunch;
import dev.tributary.pipeline.outcome.HourlyOutcomes;
import dev.tributary.pipeline.outcome.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One writer and one commit log, flushed by time. What fails once stays failed. Thread safe. */
final class TimedCommits implements AutoCloseable {
  private static final SharedByLaunch<TimedCommits> OPEN = new SharedByLaunch<>();

  private final BatchWriter writer;
  private final CommitLog log;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(TimedCommits::daemon);
  private Exception failed;

  TimedCommits(BatchWriter writer, CommitLog log, Duration interval) {
    this.writer = writer;
    this.log = log;
    timer.scheduleWithFixedDelay(
        this::flush, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  static TimedCommits acquire(String owner, SharedByLaunch.Opening<TimedCommits> opening)
      throws IOException {
    return OPEN.acquire(owner, opening);
  }

  static void release(String owner, TimedCommits commits) {
    OPEN.release(owner, commits);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "tributary-flush");
    thread.setDaemon(true);
    return thread;
  }

  /** Takes outcomes. Throws what an earlier flush met. */
  synchronized void accept(HourlyOutcomes outcomes) throws IOException {
    for (Outcome outcome : outcomes) {
      if (failed != null) {
        throw new IllegalStateException("Cannot take more: the last commit failed", failed);
      }
      writer.accept(outcome);
      if (writer.isFull()) {
        flush();
      }
    }
  }

  private synchronized void flush() {
    if (failed != null || writer.isEmpty()) {
      return;
    }
    try {
      log.commit(writer.finish());
    } catch (IOException | RuntimeException e) {
      failed = e;
      Thread current = Thread.currentThread();
      current.getUncaughtExceptionHandler().uncaughtException(current, e);
    }
  }

  /** Commits what is left and closes the log. */
  @Override
  public void close() throws IOException {
    timer.shutdownNow();
    flush();
    synchronized (this) {
      writer.abandon();
    }
    log.close();
  }
}
