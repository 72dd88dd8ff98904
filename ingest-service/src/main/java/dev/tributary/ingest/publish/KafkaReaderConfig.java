package dev.tributary.ingest.publish;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** What clients are told that only read: how to reach the cluster is as the producer has it. */
public final class KafkaReaderConfig {
  private static final String CLIENT_ID = "tributary-ingest-receipts";
  private static final String PATIENCE_MILLIS = "5000";

  private KafkaReaderConfig() {}

  /** The settings of a consumer that reads the log; it creates no topic. */
  public static Map<String, String> consumer(PublishSettings settings) {
    Map<String, String> config = new HashMap<>();
    settings
        .client()
        .forEach(
            (key, value) -> {
              boolean isOfBoth =
                  AdminClientConfig.configNames().contains(key)
                      && ConsumerConfig.configNames().contains(key);
              if (isOfBoth) { // how to connect; nothing of what a producer does
                config.put(key, value);
              }
            });
    config.remove(ConsumerConfig.CLIENT_ID_CONFIG); // there are several
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, String.valueOf(256 << 10));
    return config;
  }

  /** A client that asks for topics and their ends. The caller closes it. */
  public static Admin admin(PublishSettings settings) {
    Map<String, Object> config = new HashMap<>(KafkaClientConfig.admin(settings));
    config.put(AdminClientConfig.CLIENT_ID_CONFIG, CLIENT_ID);
    return Admin.create(config);
  }
}
