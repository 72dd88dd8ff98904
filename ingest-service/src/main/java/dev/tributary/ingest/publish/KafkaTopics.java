package dev.tributary.ingest.publish;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics that are missing. */
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
   * Looks which topics there are and makes the others.
   *
   * @throws ExecutionException when Kafka does not answer, or refuses
   */
  void make(Admin admin) throws ExecutionException, InterruptedException {
    Set<String> there = admin.listTopics().names().get();
    List<NewTopic> missing =
        settings.topics().stream()
            .filter(topic -> !there.contains(topic))
            .map(topic -> new NewTopic(topic, settings.partitions(), settings.replicationFactor()))
            .map(topic -> topic.configs(CONFIG))
            .collect(Collectors.toList());
    for (var made : admin.createTopics(missing).values().values()) {
      awaitMade(made::get);
    }
  }

  private static void awaitMade(Creation made) throws ExecutionException, InterruptedException {
    try {
      made.await();
    } catch (ExecutionException e) {
      boolean anotherWasFaster = e.getCause() instanceof TopicExistsException;
      if (!anotherWasFaster) {
        throw e;
      }
    }
  }

  private interface Creation {
    Object await() throws ExecutionException, InterruptedException;
  }
}
