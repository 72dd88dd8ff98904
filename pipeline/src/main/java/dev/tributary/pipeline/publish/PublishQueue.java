package dev.tributary.pipeline.publish;

import dev.tributary.ledger.read.CommitState;
import dev.tributary.ledger.record.LogRecord;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.apache.thrift.TException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes commits in their order: moves the files at once; registers new partitions and marks the
 * commit in the background, for as long as the metastore takes.
 */
public final class PublishQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PublishQueue.class);

  /** So many waiting commits are held in memory: about a minute of commits. */
  public static final int HELD = WaitingCommits.HELD;

  private static final long RETRY_MILLIS = 1_000;
  private static final int ATTEMPTS_A_WARNING = 60;
  private static final long CLOSE_MILLIS = 5_000;

  private final PublishSteps steps;
  private final LongConsumer mark;
  private final WaitingCommits waiting;
  private final Thread thread;
  private volatile boolean closed;

  /** Reads commits of the log again. */
  public interface Log {
    /** The first commits after a sequence, up to another, oldest first. */
    List<LogRecord.Commit> commits(long after, long upTo);
  }

  /**
   * Publishes by the steps, which it closes.
   *
   * @param log where commits are read again that were too many to hold
   * @param mark writes the mark of a published sequence; what it throws is tried again
   */
  public PublishQueue(PublishSteps steps, Log log, LongConsumer mark) {
    this.steps = steps;
    this.waiting = new WaitingCommits(log);
    this.mark = mark;
    this.thread = new Thread(this::registerAll, "tributary-publisher");
    thread.setDaemon(true);
    thread.start();
  }

  /** Moves the commit's files into place. Registration and mark follow in the background. */
  public void publish(LogRecord.Commit commit) throws IOException {
    steps.move(commit);
    waiting.add(commit);
  }

  /** Up to which state all commits of this queue are published, when the newest one is given. */
  public long publishedUpTo(CommitState newest) {
    return Math.max(newest.published(), waiting.doneUpTo(newest.sequence()));
  }

  private void registerAll() {
    try {
      for (int attempt = 0; !closed || attempt == 0 && waiting.count() > 0; ) {
        attempt = registerNext(attempt) ? 0 : attempt + 1;
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      steps.close();
    }
  }

  private boolean registerNext(int attempt) throws InterruptedException {
    try {
      for (LogRecord.Commit commit : waiting.next()) {
        steps.register(commit);
        mark.accept(commit.sequence());
        waiting.remove(commit);
      }
      return true;
    } catch (TException | RuntimeException e) {
      steps.close();
      if (attempt % ATTEMPTS_A_WARNING == 0 && !closed) {
        LOG.warn(
            "Could not register a commit yet, trying again commits={} attempt={} cause={}",
            waiting.count(),
            attempt,
            e.toString());
      }
      if (!closed) {
        TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
      }
      return false;
    }
  }

  /**
   * Finishes what is waiting, as far as that works at once, so that a job that ends in order leaves
   * nothing undone. What is not marked is rolled forward by whoever opens the log next.
   */
  @Override
  public void close() {
    closed = true;
    waiting.wakeUp();
    try {
      thread.join(CLOSE_MILLIS);
      thread.interrupt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
