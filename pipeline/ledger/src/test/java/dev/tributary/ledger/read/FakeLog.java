package dev.tributary.ledger.read;

import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.kafka.RecordRange;
import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.LogJson;
import dev.tributary.ledger.record.LogKind;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.StagedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A log in memory: one lane, one record for each commit, and gaps where Kafka has markers. */
final class FakeLog implements RecordRange {
  static final String HOUR = "events/event_type=t/dt=2026-11-24/hour=10";
  static final LogAccess ACCESS = new LogAccess(new KafkaClients("localhost:1", ""), "game", "me");
  private static final String LANE = "0-a";

  private final TreeMap<Long, ConsumerRecord<byte[], byte[]>> records = new TreeMap<>();
  private long begin;
  private long end;
  private long snapshot = -1;
  private long sequence = -1;
  private int read;

  /** A snapshot by this owner, which says up to where all is published. */
  FakeLog snapshot(String owner, long published) {
    var record =
        new LogRecord.Snapshot(
            LogRecord.FORMAT,
            ++sequence,
            snapshot,
            owner,
            "2026-11-24T00:00:00Z",
            Map.of(LANE, new LanePosition("events", 0, "a", sequence, 0)),
            Set.of("t"),
            published,
            Set.of());
    snapshot = end;
    return add(record);
  }

  /** A commit of one row, whose file has the commit's number as its name. */
  FakeLog commit() {
    return add(commit(++sequence, snapshot, 0));
  }

  static LogRecord.Commit commit(long sequence, long snapshot, int nonRows) {
    return new LogRecord.Commit(
        LogRecord.FORMAT,
        sequence,
        snapshot,
        "me",
        "2026-11-24T00:00:00Z",
        nonRows,
        new Batch(
            Map.of(LANE, new LaneRange(sequence - 1, sequence, 1, 0, 0, 0, 0)),
            List.of(new StagedFile("_staging/" + sequence, HOUR + "/" + sequence, 1, 1)),
            Map.of(),
            Map.of(),
            List.of()));
  }

  FakeLog published(long upTo) {
    return add(new LogRecord.Published(LogRecord.FORMAT, upTo, snapshot));
  }

  FakeLog add(LogRecord record) {
    try {
      return add(LogKind.of(record).key(), LogJson.write(record));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FakeLog add(byte[] key, byte[] value) {
    records.put(end, new ConsumerRecord<>(ACCESS.topic(), 0, end, key, value));
    end += 2; // a transaction's marker
    return this;
  }

  /** Deletes what lies before the newest snapshot. */
  FakeLog trimmed() {
    begin = snapshot;
    records.headMap(begin).clear();
    return this;
  }

  long newestSnapshot() {
    return snapshot;
  }

  /** How many records were given out. */
  int read() {
    return read;
  }

  @Override
  public long begin() {
    return begin;
  }

  @Override
  public long end() {
    return end;
  }

  @Override
  public void fromWhile(long offset, Predicate<ConsumerRecord<byte[], byte[]>> each) {
    for (var record : records.tailMap(offset).values()) {
      read++;
      if (!each.test(record)) {
        return;
      }
    }
  }
}
