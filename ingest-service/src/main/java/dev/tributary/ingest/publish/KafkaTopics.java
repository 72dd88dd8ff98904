package dev.tributary.ingest.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics that are missing. */
final class KafkaTopics {
  private static final Map<String, String> CONFIG =
      Map.of(
          TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
          "LogAppendTime",
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
          String.valueOf(2 * 1024 * 1024));

  private final PublishSettings settings;

  KafkaTopics(PublishSettings settings) {
    this.settings = settings;
  }

  /**
   * Looks which topics there are and makes the others, and waits until those can be written.
   *
   * @return the topics that were made
   * @throws ExecutionException when Kafka does not answer, or refuses
   */
  List<String> makeMissing(Admin admin) throws ExecutionException, InterruptedException {
    List<String> missing = new ArrayList<>();
    for (var topic : admin.describeTopics(settings.topics()).topicNameValues().entrySet()) {
      if (fails(topic.getValue(), UnknownTopicOrPartitionException.class)) {
        missing.add(topic.getKey());
      }
    }
    List<NewTopic> topics = missing.stream().map(this::topic).toList();
    for (KafkaFuture<Void> made : admin.createTopics(topics).values().values()) {
      fails(made, TopicExistsException.class); // another instance was faster
    }
    if (!missing.isEmpty()) {
      awaitLeaders(admin, missing);
    }
    return missing;
  }

  /**
   * Asks the leader of each new partition for its end, until it answers. A leader that does not
   * know yet that it is one refuses a producer's first batch and may take its second, and then the
   * first never more (KAFKA-15591).
   */
  private void awaitLeaders(Admin admin, List<String> made)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (String topic : made) {
      for (int partition = 0; partition < settings.partitions(); partition++) {
        ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
      }
    }
    admin.listOffsets(ends).all().get();
  }

  private NewTopic topic(String name) {
    return new NewTopic(name, settings.partitions(), settings.replicationFactor()).configs(CONFIG);
  }

  /** Whether it failed in this way; another way is thrown. */
  private static boolean fails(KafkaFuture<?> future, Class<? extends Exception> way)
      throws ExecutionException, InterruptedException {
    try {
      future.get();
      return false;
    } catch (ExecutionException e) {
      if (way.isInstance(e.getCause())) {
        return true;
      }
      throw e;
    }
  }
}
