package dev.tributary.pipeline.read;

import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.record.Lane;
import dev.tributary.pipeline.lane.LaneRecord;
import dev.tributary.pipeline.lane.ReplayHeader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The committed records of a range, from the cluster, with a consumer for each reading.
 *
 * @param kafka the cluster
 */
public record PastKafkaRecords(KafkaClients kafka) implements PastRecords {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Override
  public <E extends Exception> void read(Lane lane, long from, long to, Taker<E> taker)
      throws IOException, E {
    TopicPartition partition = lane.topicPartition();
    try (Consumer<byte[], byte[]> consumer = kafka.consumer()) {
      long next = seek(consumer, partition, from);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (next < to) {
        Polled polled = poll(consumer, partition);
        for (ConsumerRecord<byte[], byte[]> record : polled.records()) {
          if (record.offset() < to) {
            taker.take(laneRecord(record));
          }
        }
        if (polled.next() > next) {
          deadline = System.nanoTime() + PATIENCE.toNanos();
        } else if (System.nanoTime() > deadline) {
          throw new IOException("Cannot read " + partition + " again: it gives nothing at " + next);
        }
        next = polled.next();
      }
    }
  }

  /** What retention has deleted since is left out: who counts the records misses it. */
  private static long seek(Consumer<?, ?> consumer, TopicPartition partition, long from)
      throws IOException {
    try {
      consumer.assign(List.of(partition));
      long begin = consumer.beginningOffsets(List.of(partition)).get(partition);
      consumer.seek(partition, Math.max(from, begin));
      return from;
    } catch (RuntimeException e) {
      throw new IOException("Cannot read " + partition + " again", e);
    }
  }

  private record Polled(List<ConsumerRecord<byte[], byte[]>> records, long next) {}

  private static Polled poll(Consumer<byte[], byte[]> consumer, TopicPartition partition)
      throws IOException {
    try {
      List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL).records(partition);
      return new Polled(records, consumer.position(partition));
    } catch (RuntimeException e) {
      throw new IOException("Cannot read " + partition + " again", e);
    }
  }

  private static LaneRecord laneRecord(ConsumerRecord<byte[], byte[]> record) {
    return new LaneRecord(
        record.offset(),
        record.timestamp(),
        record.value() == null ? new byte[0] : record.value(),
        ReplayHeader.read(record.headers()));
  }
}
