package dev.tributary.it.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What the commit log says, read as anyone with Kafka's tools could: none of the pipeline's code.
 */
public final class CommitRecords {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<JsonNode> commits = new ArrayList<>();
  private final List<JsonNode> nonRows = new ArrayList<>();
  private final Map<String, String> topicsByLane = new HashMap<>();
  private long published = -1;

  private CommitRecords() {}

  public static CommitRecords read(PipelineFixture world) throws IOException {
    var records = new CommitRecords();
    var partition = new TopicPartition(world.name() + ".commits", 0);
    try (var consumer = world.consumer()) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (var record : consumer.poll(Duration.ofMillis(500))) {
          records.add(new String(record.key(), StandardCharsets.UTF_8), record.value());
        }
      }
    }
    return records;
  }

  private void add(String kind, byte[] value) throws IOException {
    JsonNode record = JSON.readTree(value);
    record
        .path("positions")
        .fields()
        .forEachRemaining(
            lane -> topicsByLane.put(lane.getKey(), lane.getValue().path("topic").asText()));
    if (kind.equals("commit")) {
      commits.add(record);
    } else if (kind.equals("non_rows")) {
      nonRows.add(record.path("offsets"));
    } else if (kind.equals("published")) {
      published = Math.max(published, record.path("sequence").asLong());
    }
  }

  public int commits() {
    return commits.size();
  }

  /** The files of the newest commit that has some. */
  List<String> newestFiles() {
    for (int i = commits.size() - 1; i >= 0; i--) {
      List<String> paths = commits.get(i).path("batch").path("files").findValuesAsText("path");
      if (!paths.isEmpty()) {
        return paths;
      }
    }
    return List.of();
  }

  /** Whether the newest commit is marked as published. */
  public boolean allPublished() {
    return commits.isEmpty()
        || published >= commits.get(commits.size() - 1).path("sequence").asLong();
  }

  /** A count of all lanes in all commits, by its name in the commit record. */
  public long sum(String count) {
    long sum = 0;
    for (JsonNode commit : commits) {
      for (JsonNode lane : commit.path("batch").path("lanes")) {
        sum += lane.path(count).asLong();
      }
    }
    return sum;
  }

  /** Duplicates of all commits, by event type. */
  public Map<String, Long> duplicatesByType() {
    var byType = new TreeMap<String, Long>();
    for (JsonNode commit : commits) {
      commit
          .path("batch")
          .path("duplicatesByType")
          .fields()
          .forEachRemaining(
              type -> byType.merge(type.getKey(), type.getValue().asLong(), Long::sum));
    }
    return byType;
  }

  /** Takes a record's lane, by its key, and its offset. */
  interface EachPosition {
    void at(String lane, long offset);
  }

  /** Where the duplicates are. */
  public Set<Sent.Position> duplicates() {
    var positions = new HashSet<Sent.Position>();
    eachDuplicate((lane, offset) -> positions.add(position(lane, offset)));
    return positions;
  }

  /** The same by lane, which tells a topic from the one of its name that was there before. */
  void eachDuplicate(EachPosition each) {
    for (JsonNode lane : nonRows) {
      eachOffset(lane.path("duplicates"), offset -> each.at(lane.path("lane").asText(), offset));
    }
  }

  /** Where the dead letters are, by their reason. */
  public Map<String, Set<Sent.Position>> deadLetters() {
    Map<String, Set<Sent.Position>> byReason = new TreeMap<>();
    for (JsonNode lane : nonRows) {
      for (JsonNode letters : lane.path("deadLetters")) {
        eachOffset(
            letters.path("offsets"),
            offset ->
                byReason
                    .computeIfAbsent(letters.path("reason").asText(), reason -> new HashSet<>())
                    .add(position(lane.path("lane").asText(), offset)));
      }
    }
    return byReason;
  }

  /** The first is an offset, the others the distance from the one before. */
  private static void eachOffset(JsonNode distances, LongConsumer each) {
    long offset = 0;
    for (JsonNode distance : distances) {
      offset += distance.asLong();
      each.accept(offset);
    }
  }

  private Sent.Position position(String lane, long offset) {
    int partition = Integer.parseInt(lane.substring(0, lane.indexOf('-')));
    return new Sent.Position(topicsByLane.get(lane), partition, offset);
  }
}
