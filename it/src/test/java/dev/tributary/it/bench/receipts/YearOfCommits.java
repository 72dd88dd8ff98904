package dev.tributary.it.bench.receipts;

import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.LogJson;
import dev.tributary.ledger.record.LogKind;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.ledger.record.Offsets;
import dev.tributary.ledger.record.StagedFile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes a commit log that a pipeline would have written in a year: the last day with a commit each
 * second, all others evenly over the days before. Each commit has 100 records of each lane, 1 in 50
 * of them a duplicate, and one file of each of two event types.
 */
final class YearOfCommits {
  /** How many records of a lane a commit has. */
  static final int PER_LANE = 100;

  private static final Duration YEAR = Duration.ofDays(365);
  private static final int OF_LAST_DAY = 86_400;
  private static final int BETWEEN_SNAPSHOTS = 240;
  private static final DateTimeFormatter FOLDERS =
      DateTimeFormatter.ofPattern("'/dt='yyyy-MM-dd'/hour='HH'/'").withZone(ZoneOffset.UTC);

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final Map<String, LanePosition> positions = new HashMap<>();
  private final Random random = new Random(1);
  private long offset;
  private long sequence = -1;
  private long snapshot = -1;

  YearOfCommits(String kafka, String topic, List<LanePosition> lanes) {
    this.topic = topic;
    lanes.forEach(lane -> positions.put(lane.lane().key(), lane));
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", kafka,
            "linger.ms", "20",
            "batch.size", "262144",
            "compression.type", "lz4");
    producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Writes so many commits, the newest now. */
  void write(long commits) throws IOException {
    Instant now = Instant.now();
    long before = Math.max(0, commits - OF_LAST_DAY);
    for (long commit = 0; commit < commits; commit++) {
      Instant at =
          commit < before
              ? now.minus(YEAR).plusMillis(YEAR.minusDays(1).toMillis() / before * commit)
              : now.minusSeconds(commits - commit);
      if (commit % BETWEEN_SNAPSHOTS == 0) {
        snapshot(at);
      }
      commit(at);
    }
    producer.close();
  }

  private void snapshot(Instant at) throws IOException {
    var record =
        new LogRecord.Snapshot(
            LogRecord.FORMAT,
            ++sequence,
            snapshot,
            "bench",
            at.toString(),
            positions,
            Set.of("a", "b"),
            sequence - 1,
            Set.of());
    snapshot = offset;
    send(at, record);
  }

  private void commit(Instant at) throws IOException {
    sequence++;
    Map<String, LaneRange> lanes = new HashMap<>();
    List<StagedFile> files = new ArrayList<>();
    int parts = 0;
    for (Map.Entry<String, LanePosition> lane : positions.entrySet()) {
      long from = lane.getValue().offset();
      var range = new LaneRange(from, from + PER_LANE, PER_LANE - 2, 2, 0, 0, at.toEpochMilli());
      lanes.put(lane.getKey(), range);
      lane.setValue(lane.getValue().after(range));
      var duplicates = new NonRowOffsets(lane.getKey(), Offsets.of(from + 7, from + 42), List.of());
      send(at, new LogRecord.NonRows(LogRecord.FORMAT, sequence, snapshot, duplicates));
      parts++;
    }
    String lane = lanes.keySet().iterator().next();
    for (String type : List.of("a", "b")) {
      String name =
          lane + "-" + new UUID(random.nextLong(), random.nextLong()).toString() + ".parquet";
      files.add(
          new StagedFile(
              StagedFile.place("bench", name),
              "events/event_type=" + type + FOLDERS.format(at) + name,
              lanes.size() * (PER_LANE - 2) / 2,
              50_000));
    }
    send(
        at,
        new LogRecord.Commit(
            LogRecord.FORMAT,
            sequence,
            snapshot,
            "bench",
            at.toString(),
            parts,
            new Batch(lanes, files, Map.of("a", 2L * lanes.size()), Map.of(), List.of())));
    send(at, new LogRecord.Published(LogRecord.FORMAT, sequence, snapshot));
  }

  /** One producer writes to a new topic of one partition: each record takes the next offset. */
  private void send(Instant at, LogRecord record) throws IOException {
    producer.send(
        new ProducerRecord<>(
            topic, 0, at.toEpochMilli(), LogKind.of(record).key(), LogJson.write(record)));
    offset++;
  }
}
