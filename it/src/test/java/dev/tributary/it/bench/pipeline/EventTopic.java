package dev.tributary.it.bench.pipeline;

import dev.tributary.it.bench.Filling;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * A topic with so many distinct events, from a seed.
 *
 * @param bytesAnEvent the mean length of a value
 */
record EventTopic(String name, long events, long bytesAnEvent) {
  private static final int PARTITIONS = 4;
  private static final long SEED = 0x7219;

  /** The event with this random source, received now. */
  private interface Generator {
    String event(SplittableRandom random, Instant now);
  }

  static final String[] TYPES = {
    "request_group", "accept_member", "decline_member", "message", "default"
  };

  /** Events of about 300 bytes as the service writes them, of five types, in 4 partitions. */
  static EventTopic fill(String kafka, long events) throws Exception {
    return fill(kafka, "bench-" + events, events, PARTITIONS, EventTopic::event);
  }

  /** Events of the shape. */
  static EventTopic fill(String kafka, long events, Shape shape) throws Exception {
    String name = "bench-" + shape.types() + "-" + shape.lanes() + "-" + shape.bytes();
    return fill(kafka, name + "-" + events, events, shape.lanes(), shape::event);
  }

  private static EventTopic fill(
      String kafka, String name, long events, int partitions, Generator generator)
      throws Exception {
    make(kafka, name, partitions);
    long bytes = 0;
    try (var filling = new Filling(kafka)) {
      var random = new SplittableRandom(SEED);
      for (long n = 0; n < events; n++) {
        byte[] value = generator.event(random, Instant.now()).getBytes(StandardCharsets.UTF_8);
        bytes += value.length;
        filling.send(name, (int) (n % partitions), value);
      }
    }
    return new EventTopic(name, events, bytes / events);
  }

  /**
   * The leaders then know that they are: else a producer's first batch can be lost (KAFKA-15591).
   */
  private static void make(String kafka, String name, int partitions) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
      admin.listOffsets(ends(name, partitions)).all().get();
    }
  }

  private static Map<TopicPartition, OffsetSpec> ends(String topic, int partitions) {
    return IntStream.range(0, partitions)
        .mapToObj(partition -> new TopicPartition(topic, partition))
        .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
  }

  /** A new topic without events, of as many partitions as the one that {@link #fill} makes. */
  static String empty(String kafka) throws Exception {
    String name = "live-" + UUID.randomUUID();
    make(kafka, name, PARTITIONS);
    return name;
  }

  /** One event of about 300 bytes. */
  static String event(SplittableRandom random, Instant now) {
    return "{\"event_type\":\""
        + TYPES[random.nextInt(TYPES.length)]
        + "\",\"id\":\""
        + new UUID(random.nextLong(), random.nextLong())
        + "\",\"received_at\":\""
        + now
        + "\",\"Host\":\"user"
        + random.nextInt(50)
        + ".game.com\",\"User-Agent\":\"ApacheBench/2.3\",\"Accept\":\"*/*\",\"timestamp\":\""
        + now
        + "\",\"data\":{\"player\":\"p"
        + (1_000_000 + random.nextInt(200_000))
        + "\",\"guild\":\"guild-"
        + random.nextInt(500)
        + "\",\"score\":"
        + random.nextInt(100)
        + "}}";
  }
}
