package dev.tributary.ledger.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;

/**
 * A topic of our own whose records guarantees rest on: one partition, and settings under which
 * nothing that matters goes away by itself.
 *
 * @param name the topic
 * @param kept settings that must stay as they are
 * @param others settings of a topic that is made, which may be changed later
 */
public record InternalTopic(String name, Map<String, String> kept, Map<String, String> others) {
  /** What to make when it is missing. */
  public NewTopic description() {
    var topic = new NewTopic(name, Optional.of(1), Optional.empty());
    Map<String, String> config = new HashMap<>(others);
    config.putAll(kept);
    return topic.configs(config);
  }

  /** Refuses a topic whose records could be deleted, or that has more than one order. */
  public void check(Admin admin) throws ExecutionException, InterruptedException {
    int partitions =
        admin.describeTopics(List.of(name)).allTopicNames().get().get(name).partitions().size();
    if (partitions != 1) {
      throw new IllegalStateException(
          "Cannot use the topic " + name + ": it must have 1 partition: " + partitions);
    }
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
    kept.forEach(
        (key, value) -> {
          String found = config.get(key).value();
          if (!found.equals(value)) {
            throw new IllegalStateException(
                "Cannot use the topic "
                    + name
                    + ": its "
                    + key
                    + " must be "
                    + value
                    + ": "
                    + found);
          }
        });
  }
}
