package dev.tributary.ingest.publish;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Kafka's clients are told. */
final class KafkaClientConfig {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaClientConfig.class);

  private KafkaClientConfig() {}

  static Map<String, Object> producer(PublishSettings settings) {
    int ackMillis = (int) settings.ackTimeout().toMillis();
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    config.put(ProducerConfig.CLIENT_ID_CONFIG, "tributary-ingest");
    config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    // group commit: what comes while a request is under way goes with the next one, all of it
    config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
    if (!settings.client().containsKey(ProducerConfig.COMPRESSION_TYPE_CONFIG)) {
      config.put(
          ProducerConfig.COMPRESSION_TYPE_CONFIG, compression(KafkaClientConfig::loadSnappy));
    }
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 * 1024 * 1024);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, settings.maxPendingBytes());
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Math.min(500, ackMillis));
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(1, ackMillis - 500));
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, ackMillis);
    config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 50);
    config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    config.putAll(settings.client());
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    return config;
  }

  /**
   * Snappy: Kafka's lz4 makes and clears two buffers of 64 KiB for each batch, of however few
   * records, and took a quarter of a request's processor time. Snappy has no code but a native
   * library, which is unpacked into {@code java.io.tmpdir}; where that fails it is lz4.
   */
  static String compression(Runnable load) {
    try {
      load.run();
      return "snappy";
    } catch (IllegalStateException e) {
      LOG.warn("Could not load snappy, records are compressed by lz4", e);
      return "lz4";
    }
  }

  private static void loadSnappy() {
    try {
      Class.forName("org.xerial.snappy.Snappy");
    } catch (ReflectiveOperationException | Error e) { // its own error is no LinkageError
      throw new IllegalStateException("Snappy does not load", e);
    }
  }

  static Map<String, Object> admin(PublishSettings settings) {
    Map<String, Object> config = new HashMap<>();
    config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    config.put(AdminClientConfig.CLIENT_ID_CONFIG, "tributary-ingest-admin");
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2_000);
    config.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    settings
        .client()
        .forEach(
            (key, value) -> {
              if (AdminClientConfig.configNames().contains(key)) {
                config.put(key, value);
              }
            });
    return config;
  }
}
