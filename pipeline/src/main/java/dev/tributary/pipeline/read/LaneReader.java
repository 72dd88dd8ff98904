package dev.tributary.pipeline.read;

import dev.tributary.pipeline.kafka.KafkaAccess;
import dev.tributary.pipeline.read.LaneSlices.Slice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.joda.time.Instant;

/**
 * Reads the lanes of one source. Its time is the worker's clock: the hour of an event is found
 * later, in the event. One thread, apart from the one that polls.
 */
final class LaneReader extends UnboundedReader<LaneRecords> {
  private final LaneSource source;
  private final KafkaAccess kafka;
  private final Map<String, Long> next;
  private LanePolling polling;
  private LaneRecords current;
  private Instant currentTime;
  private Instant watermark = new Instant(0);

  LaneReader(LaneSource source, KafkaAccess kafka, Map<String, Long> from) {
    this.source = source;
    this.kafka = kafka;
    this.next = new HashMap<>(from);
  }

  @Override
  public boolean start() throws IOException {
    Map<TopicPartition, String> laneKeys = new HashMap<>();
    source.lanes().forEach(lane -> laneKeys.put(lane.topicPartition(), lane.key()));
    Consumer<ByteBuffer, ByteBuffer> consumer = source.consumer(kafka);
    try {
      consumer.assign(laneKeys.keySet());
      laneKeys.forEach((partition, key) -> place(consumer, partition, key));
    } catch (KafkaException e) {
      consumer.close();
      throw new IOException("Cannot begin to read " + laneKeys.keySet() + ": " + e.getMessage(), e);
    }
    polling = LanePolling.start(consumer, laneKeys);
    return advance();
  }

  /** Asks the group's position at once: a checkpoint keeps it even if no record ever comes. */
  private void place(
      Consumer<ByteBuffer, ByteBuffer> consumer, TopicPartition partition, String key) {
    if (next.containsKey(key)) {
      consumer.seek(partition, next.get(key));
      return;
    }
    next.put(key, consumer.position(partition));
  }

  @Override
  public boolean advance() throws IOException {
    Slice slice = polling.next(source.idleWait());
    if (slice == null) {
      return false;
    }
    current = slice.records();
    currentTime = Instant.now();
    next.put(current.lane(), slice.next());
    return true;
  }

  @Override
  public LaneRecords getCurrent() {
    if (current == null) {
      throw new NoSuchElementException();
    }
    return current;
  }

  @Override
  public Instant getCurrentTimestamp() {
    if (currentTime == null) {
      throw new NoSuchElementException();
    }
    return currentTime;
  }

  @Override
  public Instant getWatermark() {
    Instant now = Instant.now();
    watermark = now.isAfter(watermark) ? now : watermark;
    return watermark;
  }

  @Override
  public ReaderPositions getCheckpointMark() {
    return new ReaderPositions(next);
  }

  @Override
  public UnboundedSource<LaneRecords, ?> getCurrentSource() {
    return source;
  }

  @Override
  public void close() {
    if (polling != null) {
      polling.close();
    }
  }
}
