package dev.tributary.ledger.kafka;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The committed records of one partition, as far as they go at a moment. */
public interface RecordRange {
  /** The first offset that the partition holds. */
  long begin();

  /** The offset after the last record. */
  long end();

  /** Gives out the records from the offset on, in order, for as long as there is use for more. */
  void fromWhile(long offset, Predicate<ConsumerRecord<byte[], byte[]>> each);

  /** Gives out all records from the offset on, in order. */
  default void from(long offset, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    fromWhile(
        offset,
        record -> {
          each.accept(record);
          return true;
        });
  }
}
