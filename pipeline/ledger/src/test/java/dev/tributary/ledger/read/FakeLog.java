package dev.tributary.ledger.read;

import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.StagedFile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A log of one lane, with one record for each commit. */
final class FakeLog extends LogInMemory {
  static final String HOUR = "events/event_type=t/dt=2026-11-24/hour=10";
  static final LogAccess ACCESS = new LogAccess(new KafkaClients("localhost:1", ""), "game", "me");
  private static final String LANE = "0-a";

  private long snapshot = -1;
  private long sequence = -1;

  FakeLog() {
    super(ACCESS.topic());
  }

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
    snapshot = end();
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
    append(record, 1);
    return this;
  }

  FakeLog add(byte[] key, byte[] value) {
    append(key, value, 1);
    return this;
  }

  /** Deletes what lies before the newest snapshot. */
  FakeLog trimmed() {
    deleteBefore(snapshot);
    return this;
  }

  long newestSnapshot() {
    return snapshot;
  }
}
