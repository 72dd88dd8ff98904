package dev.tributary.it.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.it.contents.RowContents;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * The lake against Kafka for topics that were deleted and made again. A row says its topic's name,
 * which both have; its file's footer says the topic's id. So a record is a lane (partition and
 * topic id) and an offset, and each must have exactly one end, with what was sent there.
 */
final class AuditByTopicId {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int NAMED = 20;

  private final Path lake;
  private final Map<String, String> sent;
  private final Map<String, Integer> ends = new HashMap<>();
  private final Map<LakeRows.Table, Long> counts = new EnumMap<>(LakeRows.Table.class);
  private final List<String> unequal = new ArrayList<>();

  private AuditByTopicId(Path lake, Map<String, String> sent) {
    this.lake = lake;
    this.sent = sent;
  }

  /** Where each lane of the world ends now, by its key in the commit log. */
  static Map<String, Long> lanes(PipelineFixture world) throws Exception {
    var topics = world.admin().describeTopics(world.topics()).allTopicNames().get();
    Map<String, Long> lanes = new TreeMap<>();
    for (Map.Entry<TopicPartition, Long> end : world.ends().entrySet()) {
      lanes.put(
          end.getKey().partition() + "-" + topics.get(end.getKey().topic()).topicId(),
          end.getValue());
    }
    return lanes;
  }

  /** The MD5 of each value sent to the topics that the world has now, by lane and offset. */
  static Map<String, String> md5s(PipelineFixture world, List<Sent> sent) throws Exception {
    var topics = world.admin().describeTopics(world.topics()).allTopicNames().get();
    return sent.stream()
        .collect(
            Collectors.toMap(
                each ->
                    at(each.partition() + "-" + topics.get(each.topic()).topicId(), each.offset()),
                Sent::md5));
  }

  /**
   * Counts the lake, which may have been filled from one cluster after the other.
   *
   * @param worlds the same lake on each cluster
   * @param lanes those that are gone, as they ended, and those of now
   * @param sent what {@link #md5s} said while the topics were there
   */
  static Audit of(List<PipelineFixture> worlds, Map<String, Long> lanes, Map<String, String> sent)
      throws Exception {
    var audit = new AuditByTopicId(worlds.get(0).lake(), sent);
    long doubledIds;
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      for (LakeRows.Table table : LakeRows.Table.values()) {
        audit.countRows(duck, table);
      }
      String events = LakeRows.Table.EVENTS.glob(audit.lake);
      audit.unequal.addAll(new RowContents(duck, events, RowContents.Places.UNKNOWN).differences());
      doubledIds = doubledIds(duck, events);
    }
    long logged = 0;
    long duplicates = 0;
    for (PipelineFixture each : worlds) {
      CommitRecords log = CommitRecords.read(each);
      log.eachDuplicate(audit::count);
      duplicates += log.sum("duplicates");
      logged += log.sum("rows");
    }
    long inKafka = lanes.values().stream().mapToLong(Long::longValue).sum();
    long lost = 0;
    for (Map.Entry<String, Long> lane : lanes.entrySet()) {
      for (long offset = 0; offset < lane.getValue(); offset++) {
        lost += audit.ends.containsKey(at(lane.getKey(), offset)) ? 0 : 1;
      }
    }
    long known = audit.ends.size() - (inKafka - lost);
    long doubled = audit.ends.values().stream().mapToInt(ways -> ways - 1).sum();
    long rows = audit.counts.getOrDefault(LakeRows.Table.EVENTS, 0L);
    return new Audit(
        inKafka,
        inKafka,
        rows,
        audit.counts.getOrDefault(LakeRows.Table.DEAD_LETTERS, 0L),
        duplicates,
        0,
        lost,
        doubled + doubledIds,
        known + Math.abs(logged - rows),
        List.copyOf(audit.unequal));
  }

  private static String at(String lane, long offset) {
    return lane + "/" + offset;
  }

  private void count(String lane, long offset) {
    ends.merge(at(lane, offset), 1, Integer::sum);
  }

  private void countRows(Connection duck, LakeRows.Table table) throws SQLException, IOException {
    if (!table.hasFiles(lake)) {
      return;
    }
    String files = table.glob(lake);
    Map<String, JsonNode> topicIds = topicIds(duck, files);
    String rows =
        "SELECT filename, kafka_topic, kafka_partition, kafka_offset, %s FROM read_parquet('%s',"
            + " filename=true, hive_partitioning=false, union_by_name=true)";
    try (var statement = duck.createStatement();
        var found = statement.executeQuery(rows.formatted(table.md5(), files))) {
      while (found.next()) {
        String topicId = topicIds.get(found.getString(1)).path(found.getString(2)).asText();
        String lane = found.getInt(3) + "-" + topicId;
        count(lane, found.getLong(4));
        counts.merge(table, 1L, Long::sum);
        compare(lane, found.getLong(4), found.getString(5));
      }
    }
  }

  private void compare(String lane, long offset, String md5) {
    String at = at(lane, offset);
    if (!sent.getOrDefault(at, md5).equals(md5) && unequal.size() < NAMED) {
      unequal.add(at + ": raw_event is not what was sent there");
    }
  }

  /** What each file's footer says: the topics' ids by topic. */
  private static Map<String, JsonNode> topicIds(Connection duck, String files)
      throws SQLException, IOException {
    Map<String, JsonNode> topicIds = new HashMap<>();
    String footers =
        "SELECT file_name, decode(value) FROM parquet_kv_metadata('"
            + files
            + "') WHERE decode(key) = 'parquet.avro.schema'";
    try (var statement = duck.createStatement();
        var found = statement.executeQuery(footers)) {
      while (found.next()) {
        topicIds.put(
            found.getString(1), JSON.readTree(found.getString(2)).path("tributary.topic-ids"));
      }
    }
    return topicIds;
  }

  /** Rows too many of one id; one that was made of a position stands for no other record. */
  private static long doubledIds(Connection duck, String events) throws SQLException {
    String ids =
        "SELECT count(*) - count(DISTINCT event_id) FROM read_parquet('%s', union_by_name=true)"
            + " WHERE event_id <> concat_ws('-', kafka_topic, kafka_partition, kafka_offset)";
    try (var statement = duck.createStatement();
        var found = statement.executeQuery(ids.formatted(events))) {
      found.next();
      return found.getLong(1);
    }
  }
}
