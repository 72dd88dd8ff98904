package dev.tributary.ingest.receipts;

import dev.tributary.ledger.kafka.PartitionRecords;
import dev.tributary.ledger.lookup.LogSearch;
import dev.tributary.ledger.read.LogAccess;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches the whole log for records that are no longer in memory: one after the other, on a thread
 * of their own with one consumer, so that many of them take little from other requests. Thread
 * safe.
 */
final class LogSearches implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogSearches.class);
  private static final int MOST_WAITING = 32;
  private static final long PATIENCE_SECONDS = 4;
  private static final long REST_SECONDS = 60;

  private final LogAccess log;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          REST_SECONDS,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofPlatform().daemon().name("receipt-search").factory());
  private Consumer<byte[], byte[]> consumer;

  LogSearches(LogAccess log) {
    this.log = log;
  }

  /** As {@link LogView#search}. */
  LogSearch.Found find(String lane, long offset) {
    try {
      Future<LogSearch.Found> search = thread.submit(() -> search(lane, offset));
      return search.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (RejectedExecutionException full) {
      throw new NotKnownNowException("Too many old receipts are looked up at the moment");
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("Could not search the commit log topic={}", log.topic(), e);
      throw new NotKnownNowException("The commit log " + log.topic() + " can't be searched");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotKnownNowException("The service is stopping");
    }
  }

  private LogSearch.Found search(String lane, long offset) {
    if (consumer == null) {
      consumer = log.kafka().rangeConsumer();
    }
    try {
      return LogSearch.find(new PartitionRecords(consumer, log.partition()), lane, offset);
    } catch (RuntimeException e) {
      closeConsumer();
      throw e;
    }
  }

  private void closeConsumer() {
    if (consumer != null) {
      consumer.close();
      consumer = null;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow(); // a search that runs ends, and closes its consumer
  }
}
