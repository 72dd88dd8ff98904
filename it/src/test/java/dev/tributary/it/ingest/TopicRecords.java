package dev.tributary.it.ingest;

import static dev.tributary.it.support.TestJson.json;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All that a topic holds now, as text. */
final class TopicRecords {
  private TopicRecords() {}

  /** Which of these ids are in none of its events. */
  static Set<String> missing(String bootstrapServers, String topic, Collection<String> ids) {
    Set<String> missing = new HashSet<>(ids);
    missing.removeAll(idsIn(bootstrapServers, topic));
    return missing;
  }

  /** The ids of its events. */
  static Set<String> idsIn(String bootstrapServers, String topic) {
    return of(bootstrapServers, topic).stream().map(value -> id(value)).collect(Collectors.toSet());
  }

  private static String id(String value) {
    String before = json("'id':'");
    int from = value.indexOf(before) + before.length();
    return value.substring(from, value.indexOf('"', from));
  }

  static List<String> of(String bootstrapServers, String topic) {
    Map<String, Object> config =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config)) {
      Set<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .collect(Collectors.toSet());
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<String> values = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer
            .poll(Duration.ofSeconds(1))
            .forEach(record -> values.add(new String(record.value(), StandardCharsets.UTF_8)));
      }
      return values;
    }
  }
}
