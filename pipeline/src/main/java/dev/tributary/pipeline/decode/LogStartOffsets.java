package dev.tributary.pipeline.decode;

import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.record.Lane;
import java.io.Serializable;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;

/** Where Kafka's logs begin now: what lies before it, retention has deleted. */
@FunctionalInterface
interface LogStartOffsets extends Serializable {
  /** The first offset that the lane's partition still holds, asked now. */
  long of(Lane lane);

  /** Ends what asking needs; the next question begins again. */
  default void close() {}

  /** Asks the cluster. */
  static LogStartOffsets in(KafkaClients kafka) {
    return new Asking(kafka);
  }

  /**
   * Keeps its consumer from one question to the next: under a transactional producer each of its
   * transactions leaves a gap, so questions come as often as those end. One thread.
   */
  final class Asking implements LogStartOffsets {
    private final KafkaClients kafka;
    private transient Consumer<byte[], byte[]> consumer;

    private Asking(KafkaClients kafka) {
      this.kafka = kafka;
    }

    @Override
    public long of(Lane lane) {
      if (consumer == null) {
        consumer = kafka.consumer();
      }
      return consumer.beginningOffsets(List.of(lane.topicPartition())).get(lane.topicPartition());
    }

    @Override
    public void close() {
      if (consumer != null) {
        consumer.close();
        consumer = null;
      }
    }
  }
}
