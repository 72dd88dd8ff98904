package dev.tributary.ledger.record;

import java.io.Serializable;
import org.apache.kafka.common.TopicPartition;

/**
 * One Kafka partition of one topic incarnation. A topic that was deleted and made again has another
 * id, so its partitions are other lanes.
 *
 * @param topic the topic's name
 * @param partition the partition's number
 * @param topicId the topic's id, in Kafka's base64
 */
public record Lane(String topic, int partition, String topicId) implements Serializable {
  /**
   * The lane as a key and as part of a file's name. It begins with the partition, since a topic's
   * name or id may begin with a character that makes a file invisible to Hive.
   */
  public String key() {
    return partition + "-" + topicId;
  }

  /** The partition as Kafka's clients name it. */
  public TopicPartition topicPartition() {
    return new TopicPartition(topic, partition);
  }
}
