package dev.tributary.it.hours;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.it.faults.PipelineFixture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What the commit log says of sealed hours and of what was sent: read as anyone with Kafka's tools
 * could, with none of the pipeline's code.
 */
final class SealRecords {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH").withZone(ZoneOffset.UTC);

  private final List<Seal> seals = new ArrayList<>();
  private final Map<String, TopicPartition> lanes = new HashMap<>();

  /** The log's offset of the commit that has a record: by lane, the end of its range. */
  private final Map<TopicPartition, TreeMap<Long, Long>> commits = new HashMap<>();

  /**
   * A record that seals hours.
   *
   * @param offset where it is in the log
   * @param at when Kafka was asked
   * @param until the end of the last sealed hour
   */
  record Seal(long offset, Instant at, Instant until) {}

  private SealRecords() {}

  static SealRecords read(PipelineFixture world) throws Exception {
    var read = new SealRecords();
    var log = new TopicPartition(world.name() + ".commits", 0);
    try (var consumer = world.consumer()) {
      consumer.assign(List.of(log));
      consumer.seekToBeginning(List.of(log));
      long end = consumer.endOffsets(List.of(log)).get(log);
      while (consumer.position(log) < end) {
        for (var record : consumer.poll(Duration.ofMillis(500))) {
          read.add(record);
        }
      }
    }
    return read;
  }

  private void add(ConsumerRecord<byte[], byte[]> record) throws Exception {
    String kind = new String(record.key(), StandardCharsets.UTF_8);
    JsonNode value = JSON.readTree(record.value());
    for (var lane : value.path("positions").properties()) {
      lanes.put(
          lane.getKey(),
          new TopicPartition(
              lane.getValue().path("topic").asText(), lane.getValue().path("partition").asInt()));
    }
    for (var lane : value.path("batch").path("lanes").properties()) {
      commits
          .computeIfAbsent(lanes.get(lane.getKey()), first -> new TreeMap<>())
          .put(lane.getValue().path("to").asLong(), record.offset());
    }
    if (kind.equals("sealed")) {
      seals.add(
          new Seal(
              record.offset(),
              Instant.parse(value.path("at").asText()),
              Instant.parse(value.path("until").asText())));
    }
  }

  /** The end of the last sealed hour. */
  Instant until() {
    return seals.stream().map(Seal::until).max(Instant::compareTo).orElse(Instant.EPOCH);
  }

  /**
   * What was sealed although it waited: events that Kafka had when it was asked, with stamps before
   * the end of the last hour and the lateness, that no commit before the seal has.
   */
  List<HourEvents.Event> behind(List<HourEvents.Event> sent, Duration lateness) {
    return seals.stream()
        .flatMap(
            seal ->
                sent.stream()
                    .filter(event -> event.acknowledged().isBefore(seal.at()))
                    .filter(event -> event.stamp().isBefore(seal.until().plus(lateness)))
                    .filter(event -> commitOf(event) > seal.offset()))
        .toList();
  }

  /**
   * The rows of the table: type, day, hour, rows, reopened, removed, the milliseconds of sealed_at.
   */
  List<String> rows(List<HourEvents.Event> sent) {
    Map<String, long[]> counts = new TreeMap<>();
    Map<String, Seal> sealed = new HashMap<>();
    for (HourEvents.Event event : sent) {
      String hour = event.type() + " " + HOUR.format(event.time());
      Instant end = event.time().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
      Seal seal =
          seals.stream()
              .filter(each -> !each.until().isBefore(end))
              .findFirst()
              .orElseThrow(() -> new AssertionError("Not sealed: " + hour));
      sealed.put(hour, seal);
      boolean isLate = commitOf(event) > seal.offset();
      counts.computeIfAbsent(hour, first -> new long[2])[isLate ? 1 : 0]++;
    }
    return counts.entrySet().stream()
        .map(
            hour ->
                Stream.of(
                        hour.getKey(),
                        hour.getValue()[0],
                        hour.getValue()[1],
                        0,
                        sealed.get(hour.getKey()).at().toEpochMilli())
                    .map(String::valueOf)
                    .reduce((one, other) -> one + " " + other)
                    .orElseThrow())
        .toList();
  }

  private long commitOf(HourEvents.Event event) {
    Map.Entry<Long, Long> commit =
        commits.getOrDefault(event.lane(), new TreeMap<>()).higherEntry(event.offset());
    return commit == null ? Long.MAX_VALUE : commit.getValue();
  }
}
