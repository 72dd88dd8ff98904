package dev.tributary.pipeline.commit;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
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
  private final LinkedBlockingQueue<Optional<LogRecord.Commit>> waiting =
      new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Publishes by the publication, which it closes.
   *
   * @param mark writes the mark of a published sequence; what it throws is tried again
   */
  Publisher(Publication publication, LongConsumer mark) {
    this.publication = publication;
    this.mark = mark;
    this.thread = new Thread(this::registerAll, "tributary-publisher");
    thread.setDaemon(true);
    thread.start();
  }

  /** Moves the commit's files into place. Registration and mark follow in the background. */
  void publish(LogRecord.Commit commit) throws IOException {
    publication.move(commit);
    waiting.add(Optional.of(commit));
  }

  private void registerAll() {
    try {
      for (var next = waiting.take(); next.isPresent(); next = waiting.take()) {
        registerUntilDone(next.get());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      publication.close();
    }
  }

  private void registerUntilDone(LogRecord.Commit commit) throws InterruptedException {
    for (int attempt = 0; ; attempt++) {
      try {
        publication.register(commit);
        mark.accept(commit.sequence());
        return;
      } catch (TException | RuntimeException e) {
        publication.close();
        if (closed) {
          return;
        }
        if (attempt % ATTEMPTS_A_WARNING == 0) {
          LOG.warn(
              "Could not register a commit yet, trying again sequence={} attempt={} cause={}",
              commit.sequence(),
              attempt,
              e.toString());
        }
        TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
      }
    }
  }

  /**
   * Finishes what is waiting, as far as that works at once, so that a job that ends in order leaves
   * nothing undone. What is not marked is rolled forward by whoever opens the log next.
   */
  @Override
  public void close() {
    closed = true;
    waiting.add(Optional.empty());
    try {
      thread.join(CLOSE_MILLIS);
      thread.interrupt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
