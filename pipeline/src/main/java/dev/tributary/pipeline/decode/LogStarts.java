package dev.tributary.pipeline.decode;

import dev.tributary.pipeline.kafka.KafkaAccess;
import dev.tributary.pipeline.read.Lane;
import java.io.Serializable;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;

/** Where Kafka's logs begin now: what lies before it, retention has deleted. */
@FunctionalInterface
interface LogStarts extends Serializable {
  /** The first offset that the lane's partition still holds, asked now. */
  long of(Lane lane);

  /** Asks the cluster, by a consumer that lives for the question: questions are rare. */
  static LogStarts in(KafkaAccess kafka) {
    return lane -> {
      try (Consumer<byte[], byte[]> consumer = kafka.consumer()) {
        return consumer.beginningOffsets(List.of(lane.topicPartition())).get(lane.topicPartition());
      }
    };
  }
}
