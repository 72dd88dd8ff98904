package dev.tributary.it.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * One pipeline's world on a broker that others share: its name, its two topics of 4 partitions, its
 * lake.
 */
record World(String kafka, String name, Path lake) {
  static final int PARTITIONS = 4;

  /** Makes the topics. */
  static World make(String kafka, String name, Path folder) throws Exception {
    var world = new World(kafka, name, Files.createDirectories(folder.resolve(name)));
    try (Admin admin = world.admin()) {
      admin.createTopics(world.topics().stream().map(World::describe).toList()).all().get();
    }
    return world;
  }

  static NewTopic describe(String topic) {
    return new NewTopic(topic, PARTITIONS, (short) 1)
        .configs(Map.of("message.timestamp.type", "LogAppendTime"));
  }

  List<String> topics() {
    return List.of(name + "-history", name + "-events");
  }

  List<TopicPartition> partitions() {
    return topics().stream()
        .flatMap(
            topic -> IntStream.range(0, PARTITIONS).mapToObj(p -> new TopicPartition(topic, p)))
        .toList();
  }

  /** What a launch is told of it; more options follow. */
  List<String> arguments(String... more) {
    return Stream.concat(
            Stream.of(
                "--bootstrapServers=" + kafka,
                "--name=" + name,
                "--jobName=" + name,
                "--topics=" + String.join(",", topics()),
                "--lake=" + lake),
            Stream.of(more))
        .toList();
  }

  Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", kafka));
  }

  KafkaConsumer<byte[], byte[]> consumer() {
    var config = new Properties();
    config.put("bootstrap.servers", kafka);
    config.put("isolation.level", "read_committed");
    config.put("enable.auto.commit", "false");
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** How many records the group has not committed: the lag that Kafka's own tools show. */
  long lag() throws Exception {
    try (Admin admin = admin();
        var consumer = consumer()) {
      var ends = consumer.endOffsets(partitions(), Duration.ofSeconds(20));
      var committed = admin.listConsumerGroupOffsets(name).partitionsToOffsetAndMetadata().get();
      long lag = 0;
      for (TopicPartition partition : partitions()) {
        var offset = committed.get(partition);
        lag += ends.get(partition) - (offset == null ? 0 : offset.offset());
      }
      return lag;
    }
  }

  /** How many records the group has committed. */
  long committed() throws Exception {
    try (Admin admin = admin()) {
      return admin
          .listConsumerGroupOffsets(name)
          .partitionsToOffsetAndMetadata()
          .get()
          .values()
          .stream()
          .mapToLong(offset -> offset == null ? 0 : offset.offset())
          .sum();
    }
  }
}
