package dev.tributary.it.bench.pipeline;

import dev.tributary.it.bench.TopicFiller;
import dev.tributary.it.contents.EventDigest;
import dev.tributary.it.support.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** The event for this place, with this random source, received now. */
  private interface Generator {
    String event(Position at, SplittableRandom random, Instant now);
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
    try (var filling = new TopicFiller(kafka)) {
      var random = new SplittableRandom(SEED);
      for (long n = 0; n < events; n++) {
        Position at = place(n, partitions);
        byte[] value = generator.event(at, random, Instant.now()).getBytes(StandardCharsets.UTF_8);
        bytes += value.length;
        filling.send(name, at.partition(), value);
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
      Await.until(
          "each partition of " + name + " has a leader",
          Duration.ofMinutes(1),
          () -> admin.listOffsets(ends(name, partitions)).all().get().size() == partitions);
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

  /** Where the record of that number ends up in a new topic that one producer fills in turns. */
  static Position place(long n, int partitions) {
    return new Position((int) (n % partitions), n / partitions);
  }

  /** One event of about 300 bytes; a digest of its data and of its record's place is in it. */
  static String event(Position at, SplittableRandom random, Instant now) {
    String type = TYPES[random.nextInt(TYPES.length)];
    String id = new UUID(random.nextLong(), random.nextLong()).toString();
    int host = random.nextInt(50);
    String guild = "guild-" + random.nextInt(500);
    String score = Integer.toString(random.nextInt(100));
    return "{\"event_type\":\""
        + type
        + "\",\"id\":\""
        + id
        + "\",\"received_at\":\""
        + now
        + "\",\"Host\":\"user"
        + host
        + ".game.com\",\"User-Agent\":\"ApacheBench/2.3\",\"Accept\":\"*/*\",\"timestamp\":\""
        + now
        + "\",\"data\":{\"digest\":\""
        + EventDigest.of(
            type,
            Optional.of(id),
            Map.of(EventDigest.PLACE, at.text(), "guild", guild, "score", score))
        + "\",\"guild\":\""
        + guild
        + "\",\"score\":"
        + score
        + "}}";
  }
}
