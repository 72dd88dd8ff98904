package dev.tributary.pipeline.rewrite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.ledger.record.Offsets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Rows of events that their lane has before with the same ID and the same {@code data}: the
 * pipeline's window was past when they came. The one with the lowest offset stays. The same ID with
 * other data is another event. Most partitions have none, which one column tells.
 */
final class Duplicates {
  static final Duplicates NONE = new Duplicates(Map.of());

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private final Map<LaneName, TreeSet<Long>> offsets = new HashMap<>();
  private final Map<String, String> topicIds;

  /** A lane of a group of files, in which a topic has one ID. */
  private record LaneName(String topic, int partition) {}

  private record Event(LaneName lane, String id) {}

  /** What an event's data is, in any order of names. */
  private record Sighting(long offset, Object data) {}

  private Duplicates(Map<String, String> topicIds) {
    this.topicIds = topicIds;
  }

  /** Those in the files, which agree on their topics' IDs. */
  static Duplicates find(List<SourceFile> files) throws IOException {
    Set<Long> twice = idsThatOccurTwice(files);
    if (twice.isEmpty()) {
      return NONE;
    }
    Map<Event, List<Sighting>> sightings = new HashMap<>();
    for (SourceFile file : files) {
      each(
          file,
          List.of("event_id", "raw_event", "kafka_topic", "kafka_partition", "kafka_offset"),
          row -> {
            String id = row.getString("event_id", 0);
            if (twice.contains(hash(id))) {
              sightings
                  .computeIfAbsent(new Event(lane(row), id), first -> new ArrayList<>())
                  .add(new Sighting(offset(row), data(row.getString("raw_event", 0))));
            }
          });
    }
    var found = new Duplicates(SourceFile.topicIds(files));
    sightings.forEach(found::add);
    return found;
  }

  private static Set<Long> idsThatOccurTwice(List<SourceFile> files) throws IOException {
    var seen = new HashedIds(files.stream().mapToLong(SourceFile::rows).sum());
    Set<Long> twice = new HashSet<>();
    for (SourceFile file : files) {
      each(
          file,
          List.of("event_id"),
          row -> {
            long hash = hash(row.getString("event_id", 0));
            if (!seen.add(hash)) {
              twice.add(hash);
            }
          });
    }
    return twice;
  }

  private static void each(SourceFile file, List<String> columns, Consumer<Group> out)
      throws IOException {
    List<Type> some = columns.stream().map(column -> file.schema().getType(column)).toList();
    var wanted = new MessageType(file.schema().getName(), some);
    try (var reader = new RowReader(file.input(), file.schema(), wanted)) {
      for (Group row = reader.next(); row != null; row = reader.next()) {
        out.accept(row);
      }
    }
  }

  private void add(Event event, List<Sighting> sightings) {
    sightings.sort(Comparator.comparingLong(Sighting::offset));
    Set<Object> kept = new HashSet<>();
    long before = -1;
    for (Sighting sighting : sightings) {
      if (sighting.offset() == before) {
        throw new IllegalStateException(
            "Cannot rewrite: the position "
                + event.lane().topic()
                + "-"
                + event.lane().partition()
                + "-"
                + before
                + " is in two rows");
      }
      before = sighting.offset();
      if (!kept.add(sighting.data())) {
        offsets.computeIfAbsent(event.lane(), lane -> new TreeSet<>()).add(sighting.offset());
      }
    }
  }

  /** Whether the row is one of them. */
  boolean has(Group row) {
    return !offsets.isEmpty()
        && offsets.getOrDefault(lane(row), new TreeSet<>()).contains(offset(row));
  }

  /** Their offsets, by lane. */
  List<NonRowOffsets> offsets() {
    Map<String, Offsets> byLane = new TreeMap<>();
    offsets.forEach(
        (lane, found) ->
            byLane.put(lane.partition() + "-" + topicIds.get(lane.topic()), Offsets.of(found)));
    List<NonRowOffsets> all = new ArrayList<>();
    byLane.forEach((lane, found) -> all.add(new NonRowOffsets(lane, found, List.of())));
    return all;
  }

  private static LaneName lane(Group row) {
    return new LaneName(row.getString("kafka_topic", 0), row.getInteger("kafka_partition", 0));
  }

  private static long offset(Group row) {
    return row.getLong("kafka_offset", 0);
  }

  /** The text of the data with its names sorted; of a text without any, nothing that is equal. */
  private static Object data(String event) {
    try {
      Object all = JSON.readValue(event, Object.class);
      return all instanceof Map<?, ?> members
          ? JSON.writeValueAsString(members.get("data"))
          : new Object();
    } catch (JsonProcessingException notRead) {
      return new Object();
    }
  }

  private static long hash(String id) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001B3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
    return hash ^ (hash >>> 27);
  }
}
