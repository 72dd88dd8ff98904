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
public final class PartitionRecords implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);

  private final Consumer<byte[], byte[]> consumer;
  private final TopicPartition partition;
  private final long begin;
  private final long end;

  /** The partition's records until now. */
  public PartitionRecords(KafkaAccess kafka, TopicPartition partition) {
    this.partition = partition;
    this.consumer = kafka.consumer();
    try {
      consumer.assign(List.of(partition));
      begin = consumer.beginningOffsets(List.of(partition)).get(partition);
      end = consumer.endOffsets(List.of(partition)).get(partition);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /** The first offset that the partition holds. */
  public long begin() {
    return begin;
  }

  /** The offset after the last record. */
  public long end() {
    return end;
  }

  /** Gives out all records from the offset on, in order. */
  public void from(long offset, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
    fromWhile(
        offset,
        record -> {
          each.accept(record);
          return true;
        });
  }

  /** The same for as long as there is use for more. */
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
