package dev.tributary.it.faults;

import dev.tributary.it.contents.EventDigest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What a world's topics hold, whoever sent it. */
public final class TopicValues {
  private TopicValues() {}

  /**
   * The MD5 of each value that is there now, by its position; a record without one has no bytes.
   */
  public static Map<Sent.Position, String> md5s(PipelineFixture world) {
    Map<Sent.Position, String> md5s = new HashMap<>();
    read(
        world,
        record ->
            md5s.put(
                new Sent.Position(record.topic(), record.partition(), record.offset()),
                EventDigest.md5(record.value() == null ? new byte[0] : record.value())));
    return md5s;
  }

  /** How many records there are now of each key; a {@link Load} takes the event id for it. */
  static Map<String, Long> keys(PipelineFixture world) {
    Map<String, Long> keys = new HashMap<>();
    read(
        world,
        record -> {
          if (record.key() != null) {
            keys.merge(new String(record.key(), StandardCharsets.UTF_8), 1L, Long::sum);
          }
        });
    return keys;
  }

  private static void read(PipelineFixture world, Consumer<ConsumerRecord<byte[], byte[]>> use) {
    try (var consumer = world.consumer()) {
      var partitions =
          world.topics().stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        consumer.poll(Duration.ofMillis(500)).forEach(use);
      }
    }
  }
}
