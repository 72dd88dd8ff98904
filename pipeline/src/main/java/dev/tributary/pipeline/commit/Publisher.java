package dev.tributary.pipeline.commit;

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
final class Publisher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
  private static final long RETRY_MILLIS = 1_000;
  private static final int ATTEMPTS_A_WARNING = 60;
  private static final long CLOSE_MILLIS = 5_000;

  private final Publication publication;
  private final LongConsumer mark;
  private final WaitingCommits waiting;
  private final Thread thread;
  private volatile boolean closed;

  /** Reads commits of the log again. */
  interface Log {
    /** The first commits after a sequence, up to another, oldest first. */
    List<LogRecord.Commit> commits(long after, long upTo);
  }

  /**
   * Publishes by the publication, which it closes.
   *
   * @param log where commits are read again that were too many to hold
   * @param mark writes the mark of a published sequence; what it throws is tried again
   */
  Publisher(Publication publication, Log log, LongConsumer mark) {
    this.publication = publication;
    this.waiting = new WaitingCommits(log);
    this.mark = mark;
    this.thread = new Thread(this::registerAll, "tributary-publisher");
    thread.setDaemon(true);
    thread.start();
  }

  /** Moves the commit's files into place. Registration and mark follow in the background. */
  void publish(LogRecord.Commit commit) throws IOException {
    publication.move(commit);
    waiting.add(commit);
  }

  private void registerAll() {
    try {
      for (int attempt = 0; !closed || attempt == 0 && waiting.count() > 0; ) {
        attempt = registerNext(attempt) ? 0 : attempt + 1;
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      publication.close();
    }
  }

  private boolean registerNext(int attempt) throws InterruptedException {
    try {
      for (LogRecord.Commit commit : waiting.next()) {
        publication.register(commit);
        mark.accept(commit.sequence());
        waiting.remove(commit);
      }
      return true;
    } catch (TException | RuntimeException e) {
      publication.close();
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
