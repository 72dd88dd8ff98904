package dev.tributary.ledger.kafka;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The committed records of one partition, as far as they go at a moment. Close it after use; one
 * thread.
 */
public final class PartitionRecords implements RecordRange, AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);

  private final Consumer<byte[], byte[]> consumer;
  private final TopicPartition partition;
  private final long begin;
  private final long end;

  /** The partition's records until now. */
  public PartitionRecords(KafkaClients kafka, TopicPartition partition) {
    this(kafka.rangeConsumer(), partition);
  }

  /**
   * The partition's records until now, by a {@linkplain KafkaClients#rangeConsumer range consumer}
   * that may have read before. Closing this closes it, and so does a failure here.
   */
  public PartitionRecords(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
    this.partition = partition;
    this.consumer = consumer;
    try {
      consumer.assign(List.of(partition));
      begin = consumer.beginningOffsets(List.of(partition)).get(partition);
      end = consumer.endOffsets(List.of(partition)).get(partition);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  @Override
  public long begin() {
    return begin;
  }

  @Override
  public long end() {
    return end;
  }

  @Override
  public void fromWhile(long offset, Predicate<ConsumerRecord<byte[], byte[]>> each) {
    consumer.seek(partition, offset);
    while (consumer.position(partition) < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < end && !each.test(record)) {
          return;
        }
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
