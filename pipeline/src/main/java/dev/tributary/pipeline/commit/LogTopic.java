package dev.tributary.pipeline.commit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;

/** The topic of the commit log: one partition, and nothing in it ever goes away by itself. */
public final class LogTopic {
  private static final Map<String, String> CONFIG =
      Map.of(
          "cleanup.policy", "delete",
          "retention.ms", "-1",
          "retention.bytes", "-1",
          "max.message.bytes", "16777216");

  private LogTopic() {}

  /** What to make when it is missing. */
  public static NewTopic describe(LogAccess log) {
    return new NewTopic(log.topic(), Optional.of(1), Optional.empty()).configs(CONFIG);
  }

  /** Refuses a log whose records could be deleted, or that has more than one order. */
  public static void check(Admin admin, LogAccess log)
      throws ExecutionException, InterruptedException {
    int partitions =
        admin
            .describeTopics(List.of(log.topic()))
            .allTopicNames()
            .get()
            .get(log.topic())
            .partitions()
            .size();
    if (partitions != 1) {
      throw new IllegalStateException(
          "Cannot use the commit log " + log.topic() + ": it must have 1 partition: " + partitions);
    }
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, log.topic());
    Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
    for (String key : List.of("cleanup.policy", "retention.ms", "retention.bytes")) {
      String value = config.get(key).value();
      if (!value.equals(CONFIG.get(key))) {
        throw new IllegalStateException(
            "Cannot use the commit log "
                + log.topic()
                + ": its "
                + key
                + " must be "
                + CONFIG.get(key)
                + ": "
                + value);
      }
    }
  }
}
