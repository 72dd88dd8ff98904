package dev.tributary.pipeline.hours;

import dev.tributary.ledger.hours.LaneEnd;
import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.kafka.PartitionRecords;
import dev.tributary.ledger.record.Lane;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.pipeline.topics.EventTopics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** Where the lanes of topics end, by Kafka. */
final class LaneEnds {
  /** A lane that was committed so recently has no need of a closer look. */
  private static final Duration RECENT = Duration.ofMinutes(1);

  private final KafkaClients kafka;
  private final List<String> topics;

  LaneEnds(KafkaClients kafka, List<String> topics) {
    this.kafka = kafka;
    this.topics = topics;
  }

  /**
   * The end of each partition that the topics have now, also of one that no launch knows yet.
   *
   * @param positions what is committed, by lane key
   * @param now the clock before this was asked
   */
  List<LaneEnd> of(Map<String, LanePosition> positions, Instant now) throws IOException {
    try (Admin admin = kafka.admin()) {
      var asked = new EventTopics(admin);
      List<LaneEnd> ends = new ArrayList<>();
      for (Map.Entry<Lane, Long> end : asked.ends(asked.lanes(topics).all()).entrySet()) {
        String key = end.getKey().key();
        LanePosition position = positions.get(key);
        boolean isOpen =
            position != null
                && end.getValue() > position.offset()
                && position.lastMillis() < now.minus(RECENT).toEpochMilli();
        ends.add(
            new LaneEnd(
                key, isOpen ? lastRecord(end.getKey(), position, end.getValue()) : end.getValue()));
      }
      return ends;
    } catch (ExecutionException e) {
      throw new IOException("Cannot ask for the ends of the topics " + topics, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Cannot ask for the ends of the topics " + topics + ": interrupted", e);
    }
  }

  /**
   * The position itself where nothing but markers and aborted records lies behind it. Records of a
   * transaction that is open, or that retention deleted, may be such that matter.
   */
  private long lastRecord(Lane lane, LanePosition position, long end) {
    boolean[] found = new boolean[1];
    try (var records = new PartitionRecords(kafka, lane.topicPartition())) {
      if (records.begin() > position.offset() || records.end() < end) {
        return end;
      }
      records.fromWhile(
          position.offset(),
          record -> {
            found[0] = true;
            return false;
          });
    }
    return found[0] ? end : position.offset();
  }
}
