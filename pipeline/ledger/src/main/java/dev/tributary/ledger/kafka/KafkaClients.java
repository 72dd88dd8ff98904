package dev.tributary.ledger.kafka;

import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.io.UncheckedIOException;
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
 * How to reach the Kafka cluster, from any worker. It is kept in job graphs, so it names the file
 * that holds the secrets, and reads it whenever a client is made.
 *
 * @param bootstrapServers host:port, comma separated
 * @param configFile the path of a properties file with settings of every Kafka client of ours, such
 *     as SASL and TLS; the ones that guarantees rest on are set after them; blank: none
 * @param settings further settings, over those of the file; empty in job graphs
 */
public record KafkaClients(String bootstrapServers, String configFile, Map<String, String> settings)
    implements Serializable {
  private static final Map<String, String> CONSUMER =
      Map.of(
          "isolation.level", "read_committed",
          "enable.auto.commit", "false",
          "auto.offset.reset", "none");

  public KafkaClients {
    settings = Map.copyOf(settings);
  }

  /** With the settings of the file alone. */
  public KafkaClients(String bootstrapServers, String configFile) {
    this(bootstrapServers, configFile, Map.of());
  }

  /**
   * With the client settings of a properties file that this machine has.
   *
   * @param configFile the file; blank: no settings
   * @throws IllegalArgumentException when the file can't be read, or it is no name but a setting
   */
  public static KafkaClients of(String bootstrapServers, String configFile) {
    TypedSecret.refuse("--kafkaConfig=" + configFile);
    if (configFile.isBlank()) {
      return new KafkaClients(bootstrapServers, "");
    }
    var access =
        new KafkaClients(bootstrapServers, Path.of(configFile).toAbsolutePath().toString());
    try {
      access.clientConfig();
    } catch (UncheckedIOException e) {
      throw new IllegalArgumentException(
          "--kafkaConfig must be a readable properties file: " + configFile, e);
    }
    return access;
  }

  /** A client that asks and changes the cluster. The caller closes it. */
  public Admin admin() {
    return Admin.create(with(Map.of()));
  }

  /** A consumer of committed records only, that never commits by itself. The caller closes it. */
  public Consumer<byte[], byte[]> consumer() {
    return consumer(Map.of());
  }

  /**
   * The same for reading what a partition has until now, in ranges. A consumer asks for what
   * follows the records that it gives out; at the partition's end the broker would hold that fetch
   * for {@code fetch.max.wait.ms}, and a seek to the next range would wait for it.
   */
  public Consumer<byte[], byte[]> rangeConsumer() {
    return consumer(Map.of("fetch.max.wait.ms", "0"));
  }

  private Consumer<byte[], byte[]> consumer(Map<String, String> more) {
    var config = new HashMap<>(CONSUMER);
    config.putAll(more);
    return new KafkaConsumer<>(
        with(config), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * The same for reading whole lanes: it starts at the group's positions, never moves them, and
   * gives keys and values as views of what was fetched. The caller closes it.
   *
   * <p>A poll gives whole fetches, whatever the client settings say. A consumer fetches nothing
   * more of a partition until all that it has of it is polled, but it does fetch the others, and a
   * broker answers one fetch of a consumer at a time: where they have nothing, after {@code
   * fetch.max.wait.ms}. So a partition of which a poll left something would get one fetch in that
   * time.
   *
   * @param group whose positions it starts at
   */
  public Consumer<ByteBuffer, ByteBuffer> laneConsumer(String group) {
    var config =
        new HashMap<>(
            Map.of(
                "fetch.max.wait.ms", "5000", // a record ends the wait
                "fetch.max.bytes", Integer.toString(4 << 20), // a bigger record comes all the same
                "max.partition.fetch.bytes", Integer.toString(512 << 10),
                "receive.buffer.bytes", Integer.toString(512 << 10)));
    config.putAll(clientConfig()); // sizes are a matter of taste, what follows is not
    config.putAll(CONSUMER);
    config.put("max.poll.records", Integer.toString(Integer.MAX_VALUE));
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
    all.putAll(clientConfig());
    all.put("bootstrap.servers", bootstrapServers);
    all.putAll(own);
    return all;
  }

  /** The settings in the file, read now, and the further ones. */
  Map<String, String> clientConfig() {
    if (configFile.isBlank()) {
      return settings;
    }
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(configFile))) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot read Kafka's client settings: each machine that runs a worker needs the file of"
              + " --kafkaConfig at this path: "
              + configFile,
          e);
    }
    properties.putAll(settings);
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(Function.identity(), properties::getProperty));
  }

  /** Without the settings: they may be secrets. */
  @Override
  public String toString() {
    return "KafkaClients[bootstrapServers=" + bootstrapServers + ", configFile=" + configFile + "]";
  }
}
