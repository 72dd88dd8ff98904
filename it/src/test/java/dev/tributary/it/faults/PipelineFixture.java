package dev.tributary.it.faults;

import dev.tributary.it.support.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * One pipeline's world on a broker that others share: its name, its two topics of 4 partitions, its
 * lake.
 *
 * @param work the folder of its processes' logs and checkpoints
 * @param admin asks the broker, for as long as the world is open
 */
public record PipelineFixture(String kafka, String name, Path lake, Path work, Admin admin)
    implements AutoCloseable {
  public static final int PARTITIONS = 4;

  /**
   * Makes the topics, and waits until each partition has a leader that answers: an idempotent
   * producer whose first batch meets none can end up retrying a sequence that is out of order.
   */
  public static PipelineFixture make(String kafka, String name, Path folder) throws Exception {
    return make(kafka, name, folder, folder.resolve(name));
  }

  /** The same with a lake elsewhere. */
  public static PipelineFixture make(String kafka, String name, Path folder, Path lake)
      throws Exception {
    Admin admin = Admin.create(Map.of("bootstrap.servers", kafka));
    var world =
        new PipelineFixture(
            kafka,
            name,
            Files.createDirectories(lake),
            Files.createDirectories(folder.resolve(name + "-work")),
            admin);
    world.make(world.topics());
    return world;
  }

  /** Makes the topics, whose leaders then know that they are. */
  void make(List<String> topics) throws Exception {
    admin.createTopics(topics.stream().map(PipelineFixture::describe).toList()).all().get();
    Await.until(
        "each partition has a leader",
        Duration.ofMinutes(4),
        () -> ends().size() == partitions().size());
  }

  public static NewTopic describe(String topic) {
    return new NewTopic(topic, PARTITIONS, (short) 1)
        .configs(Map.of("message.timestamp.type", "LogAppendTime"));
  }

  public List<String> topics() {
    return List.of(name + "-history", name + "-events");
  }

  public List<TopicPartition> partitions() {
    return topics().stream()
        .flatMap(
            topic -> IntStream.range(0, PARTITIONS).mapToObj(p -> new TopicPartition(topic, p)))
        .toList();
  }

  /** What a launch is told of it; more options follow, and take the place of ours. */
  public List<String> arguments(String... more) {
    return Stream.concat(
            Stream.of(
                    "--bootstrapServers=" + kafka,
                    "--name=" + name,
                    "--jobName=" + name,
                    "--topics=" + String.join(",", topics()),
                    "--lake=" + lake)
                .filter(ours -> Stream.of(more).noneMatch(theirs -> isSame(ours, theirs))),
            Stream.of(more))
        .toList();
  }

  private static boolean isSame(String argument, String other) {
    return argument.split("=", 2)[0].equals(other.split("=", 2)[0]);
  }

  public KafkaConsumer<byte[], byte[]> consumer() {
    var config = new Properties();
    config.put("bootstrap.servers", kafka);
    config.put("isolation.level", "read_committed");
    config.put("enable.auto.commit", "false");
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** The offset after the last record of each partition. */
  public Map<TopicPartition, Long> ends() throws Exception {
    var asked =
        partitions().stream()
            .collect(Collectors.toMap(Function.identity(), p -> OffsetSpec.latest()));
    return admin.listOffsets(asked).all().get().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
  }

  /** How many records the group has not committed: the lag that Kafka's own tools show. */
  public long lag() throws Exception {
    return ends().values().stream().mapToLong(Long::longValue).sum() - committed();
  }

  /** How many records the group has committed. */
  public long committed() throws Exception {
    return offsets().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Waits until the group has committed more than it has now. */
  void awaitCommit(Duration within) throws Exception {
    long before = committed();
    Await.until("it commits", within, () -> committed() > before);
  }

  /** The group's offsets; a partition that has none is left out. */
  public Map<TopicPartition, Long> offsets() throws Exception {
    return admin
        .listConsumerGroupOffsets(name)
        .partitionsToOffsetAndMetadata()
        .get()
        .entrySet()
        .stream()
        .filter(offset -> offset.getValue() != null)
        .collect(Collectors.toMap(Map.Entry::getKey, offset -> offset.getValue().offset()));
  }

  @Override
  public void close() {
    admin.close();
  }
}
