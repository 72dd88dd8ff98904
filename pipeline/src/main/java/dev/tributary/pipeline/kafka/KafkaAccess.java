package dev.tributary.pipeline.kafka;

import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/**
 * How to reach the Kafka cluster, from any worker.
 *
 * @param bootstrapServers host:port, comma separated
 * @param clientConfig settings of every Kafka client of ours, such as SASL and TLS; the ones that
 *     guarantees rest on are set after them
 */
public record KafkaAccess(String bootstrapServers, Map<String, String> clientConfig)
    implements Serializable {
  private static final Map<String, String> CONSUMER =
      Map.of(
          "isolation.level", "read_committed",
          "enable.auto.commit", "false",
          "auto.offset.reset", "none");

  public KafkaAccess {
    clientConfig = new HashMap<>(clientConfig);
  }

  /**
   * With the client settings of a properties file.
   *
   * @param configFile the file; blank: no settings
   * @throws IllegalArgumentException when the file can't be read
   */
  public static KafkaAccess of(String bootstrapServers, String configFile) {
    var properties = new Properties();
    if (!configFile.isBlank()) {
      try (Reader reader = Files.newBufferedReader(Path.of(configFile))) {
        properties.load(reader);
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "--kafkaConfig must be a readable properties file: " + configFile, e);
      }
    }
    return new KafkaAccess(
        bootstrapServers,
        properties.stringPropertyNames().stream()
            .collect(Collectors.toMap(Function.identity(), properties::getProperty)));
  }

  /** A client that asks and changes the cluster. The caller closes it. */
  public Admin admin() {
    return Admin.create(with(Map.of()));
  }

  /** A consumer of committed records only, that never commits by itself. The caller closes it. */
  public Consumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        with(CONSUMER), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * The same for reading whole lanes: it starts at the group's positions, never moves them, and
   * gives keys and values as views of what was fetched. The caller closes it.
   *
   * @param group whose positions it starts at
   * @param maxPollRecords the most records of one poll, unless the client settings say another
   */
  public Consumer<ByteBuffer, ByteBuffer> laneConsumer(String group, int maxPollRecords) {
    var config =
        new HashMap<>(
            Map.of(
                "max.poll.records", Integer.toString(maxPollRecords),
                "fetch.max.wait.ms", "5000", // a record ends the wait
                "fetch.max.bytes", Integer.toString(16 << 20), // a bigger record comes all the same
                "max.partition.fetch.bytes", Integer.toString(512 << 10),
                "receive.buffer.bytes", Integer.toString(512 << 10)));
    config.putAll(clientConfig); // sizes are a matter of taste, what follows is not
    config.putAll(CONSUMER);
    config.put("group.id", group);
    return new KafkaConsumer<>(
        with(config), new ByteBufferDeserializer(), new ByteBufferDeserializer());
  }

  /** An idempotent producer that waits for all replicas and answers within 20 s. */
  public Producer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        with(producerConfig(Map.of())), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** The same inside transactions of this id. The caller initialises them. */
  public Producer<byte[], byte[]> transactionalProducer(String transactionalId) {
    return new KafkaProducer<>(
        with(
            producerConfig(
                Map.of("transactional.id", transactionalId, "transaction.timeout.ms", "30000"))),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static Map<String, String> producerConfig(Map<String, String> more) {
    var config =
        new HashMap<>(
            Map.of(
                "acks", "all",
                "enable.idempotence", "true",
                "linger.ms", "0",
                "delivery.timeout.ms", "20000",
                "request.timeout.ms", "10000",
                "max.block.ms", "20000",
                "max.request.size", "16777216"));
    config.putAll(more);
    return config;
  }

  private Properties with(Map<String, String> own) {
    var all = new Properties();
    all.putAll(clientConfig);
    all.put("bootstrap.servers", bootstrapServers);
    all.putAll(own);
    return all;
  }
}
