package dev.tributary.pipeline.read;

import dev.tributary.pipeline.read.LaneSlices.Slice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Polls a consumer on a thread of its own, so that fetching goes on while the pipeline works, and
 * holds a few slices ready. The thread owns the consumer and closes it.
 */
final class LanePolling implements AutoCloseable {
  private static final Duration POLL = Duration.ofSeconds(10);
  private static final int SLICES_AHEAD = 2;
  private static final long LOOK_MILLIS = 100;

  /** The longest wait for a fetch of records that are known to be there. */
  private static final long FETCH_MILLIS = 50;

  private static final long CLOSE_MILLIS = 10_000;

  private final Consumer<ByteBuffer, ByteBuffer> consumer;
  private final Map<TopicPartition, String> laneKeys;
  private final BlockingQueue<Slice> ready = new ArrayBlockingQueue<>(SLICES_AHEAD);
  private final Thread thread = new Thread(this::run, "tributary-read");
  private volatile boolean behind;
  private volatile boolean closed;
  private volatile Throwable failure;

  private LanePolling(
      Consumer<ByteBuffer, ByteBuffer> consumer, Map<TopicPartition, String> laneKeys) {
    this.consumer = consumer;
    this.laneKeys = laneKeys;
  }

  /**
   * Starts to poll.
   *
   * @param consumer stands where to begin; from now on nobody else may use it
   * @param laneKeys the lanes' keys
   */
  static LanePolling start(
      Consumer<ByteBuffer, ByteBuffer> consumer, Map<TopicPartition, String> laneKeys) {
    var polling = new LanePolling(consumer, laneKeys);
    polling.thread.setDaemon(true);
    polling.thread.start();
    return polling;
  }

  private void run() {
    try {
      while (!closed) {
        ConsumerRecords<ByteBuffer, ByteBuffer> polled = consumer.poll(POLL);
        behind = polled.partitions().stream().anyMatch(this::hasMore);
        giveOut(polled);
      }
    } catch (Throwable e) { // the reader throws it; after close() nobody asks
      failure = e;
    } finally {
      consumer.close(Duration.ZERO); // else it waits for its last fetch, seconds
    }
  }

  private boolean hasMore(TopicPartition partition) {
    return consumer.currentLag(partition).orElse(0) > 0;
  }

  private void giveOut(ConsumerRecords<ByteBuffer, ByteBuffer> polled) throws InterruptedException {
    for (TopicPartition partition : polled.partitions()) {
      for (Slice slice : LaneSlices.cut(laneKeys.get(partition), polled.records(partition))) {
        while (!closed && !ready.offer(slice, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
          continue; // the pipeline is slower than Kafka
        }
      }
    }
  }

  /**
   * The next slice, or null when none comes within the time. Behind a backlog it waits for the next
   * fetch: a runner that is told that there is nothing may look again much later.
   *
   * @throws IOException when Kafka can't be read any more
   */
  Slice next(Duration within) throws IOException {
    try {
      long millis = behind ? Math.max(within.toMillis(), FETCH_MILLIS) : within.toMillis();
      Slice slice = ready.poll(millis, TimeUnit.MILLISECONDS);
      if (slice == null) {
        behind = false; // until something comes: a reader must not hold up others again and again
        if (failure != null) {
          throw new IOException("Cannot read from Kafka: " + failure.getMessage(), failure);
        }
      }
      return slice;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Cannot read from Kafka: interrupted", e);
    }
  }

  /** Ends the thread, and waits a while for the consumer's end. */
  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the thread ends by itself
    }
  }
}
