package dev.tributary.bench.consumer;

import dev.tributary.bench.events.EventParser;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The practical limit: one thread that polls, parses and writes, with a file for each event type
 * and hour, closed every ten seconds while it drains a topic. No guarantee at all: neither of its
 * files nor of its place in the topic.
 */
public final class Main {
  private static final Duration ROLL = Duration.ofSeconds(10);
  private static final int LOOKS_A_ROLL = 10;

  private Main() {}

  /**
   * Arguments: bootstrap servers, topic, folder. Ends when it has read what was there. With a
   * fourth it never ends: the files are closed each so many milliseconds.
   */
  public static void main(String[] args) throws IOException {
    var config = new Properties();
    Optional<Duration> live =
        Arrays.stream(args)
            .skip(3)
            .findFirst()
            .map(millis -> Duration.ofMillis(Long.parseLong(millis)));
    Duration roll = live.orElse(ROLL);
    Duration patience =
        live.map(each -> each.dividedBy(LOOKS_A_ROLL)).orElse(Duration.ofSeconds(1));
    config.put("bootstrap.servers", args[0]);
    config.put("enable.auto.commit", "false");
    config.put("max.poll.records", "5000");
    config.put("fetch.max.bytes", "52428800");
    config.put("max.partition.fetch.bytes", "10485760");
    var parser = new EventParser();
    var files = new EventFiles(Path.of(args[2]));
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(args[1]).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> left = new HashMap<>(consumer.endOffsets(partitions));
      left.values().removeIf(end -> end == 0);
      long due = System.nanoTime() + roll.toNanos();
      while (live.isPresent() || !left.isEmpty()) {
        for (var record : consumer.poll(patience)) {
          files.write(parser.parse(record.value(), record.timestamp()), record);
        }
        left.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        if (System.nanoTime() > due) {
          files.closeAll();
          due = System.nanoTime() + roll.toNanos();
        }
      }
    }
    files.closeAll();
  }
}
