package dev.tributary.it.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * The lake against Kafka for topics that were deleted and made again. A row says its topic's name,
 * which both have; its file's footer says the topic's id. So a record is a lane (partition and
 * topic id) and an offset, and each must have exactly one end.
 */
final class AuditByTopicId {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final World world;
  private final Map<String, Integer> ends = new HashMap<>();
  private final Map<String, Long> counts = new HashMap<>();

  private AuditByTopicId(World world) {
    this.world = world;
  }

  /** Where each lane of the world ends now, by its key in the commit log. */
  static Map<String, Long> lanes(World world) throws Exception {
    var topics = world.admin().describeTopics(world.topics()).allTopicNames().get();
    Map<String, Long> lanes = new TreeMap<>();
    for (Map.Entry<TopicPartition, Long> end : world.ends().entrySet()) {
      lanes.put(
          end.getKey().partition() + "-" + topics.get(end.getKey().topic()).topicId(),
          end.getValue());
    }
    return lanes;
  }

  /** Counts the lake; the lanes are those that are gone, as they ended, and those of now. */
  static Audit of(World world, Map<String, Long> lanes) throws Exception {
    return of(List.of(world), lanes);
  }

  /** The same for a lake that was filled from one cluster after the other. */
  static Audit of(List<World> worlds, Map<String, Long> lanes) throws Exception {
    World world = worlds.get(0);
    var audit = new AuditByTopicId(world);
    long doubledIds;
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      audit.countRows(duck, "events", "*/*/*");
      audit.countRows(duck, "dead_letters", "*");
      doubledIds = doubledIds(duck, world);
    }
    long logged = 0;
    long duplicates = 0;
    for (World each : worlds) {
      CommitRecords log = CommitRecords.read(each);
      log.eachPosition("duplicates", audit::count);
      log.eachPosition("conflicts", audit::count);
      duplicates += log.sum("duplicates") + log.sum("conflicts");
      logged += log.sum("rows");
    }
    long sent = lanes.values().stream().mapToLong(Long::longValue).sum();
    long lost = 0;
    for (Map.Entry<String, Long> lane : lanes.entrySet()) {
      for (long offset = 0; offset < lane.getValue(); offset++) {
        lost += audit.ends.containsKey(at(lane.getKey(), offset)) ? 0 : 1;
      }
    }
    long known = audit.ends.size() - (sent - lost);
    long doubled = audit.ends.values().stream().mapToInt(ways -> ways - 1).sum();
    long rows = audit.counts.getOrDefault("events", 0L);
    return new Audit(
        sent,
        sent,
        rows,
        audit.counts.getOrDefault("dead_letters", 0L),
        duplicates,
        0,
        lost,
        doubled + doubledIds,
        known + Math.abs(logged - rows));
  }

  private static String at(String lane, long offset) {
    return lane + "/" + offset;
  }

  private void count(String lane, long offset) {
    ends.merge(at(lane, offset), 1, Integer::sum);
  }

  private void countRows(Connection duck, String table, String folders)
      throws SQLException, IOException {
    if (!Files.isDirectory(world.lake().resolve(table))) {
      return;
    }
    String files = world.lake().resolve(table) + "/" + folders + "/*.parquet";
    Map<String, JsonNode> topicIds = topicIds(duck, files);
    String rows =
        "SELECT filename, kafka_topic, kafka_partition, kafka_offset FROM read_parquet('"
            + files
            + "', filename=true, hive_partitioning=false, union_by_name=true)";
    try (var statement = duck.createStatement();
        var found = statement.executeQuery(rows)) {
      while (found.next()) {
        String topicId = topicIds.get(found.getString(1)).path(found.getString(2)).asText();
        count(found.getInt(3) + "-" + topicId, found.getLong(4));
        counts.merge(table, 1L, Long::sum);
      }
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
  private static long doubledIds(Connection duck, World world) throws SQLException {
    String ids =
        "SELECT count(*) - count(DISTINCT event_id) FROM read_parquet('%s/events/*/*/*/*.parquet',"
            + " union_by_name=true) WHERE event_id"
            + " <> concat_ws('-', kafka_topic, kafka_partition, kafka_offset)";
    try (var statement = duck.createStatement();
        var found = statement.executeQuery(ids.formatted(world.lake()))) {
      found.next();
      return found.getLong(1);
    }
  }
}
