package dev.tributary.ingest.receipts;

import dev.tributary.ledger.kafka.RecordRange;
import dev.tributary.ledger.lookup.LogSearch;
import dev.tributary.ledger.lookup.RecentCommits;
import dev.tributary.ledger.read.LogEntry;
import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.FileSize;
import dev.tributary.ledger.record.Generation;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.LogJson;
import dev.tributary.ledger.record.LogKind;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.ledger.record.StagedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A log and topics in memory. Lanes are of partition 0 of the topic {@code events}. */
final class FakeLogAndTopics implements LogView, TopicView, RecordRange {
  final Map<String, Topic> topics = new HashMap<>();
  long end;
  String failure = "";
  RecentCommits recent = new RecentCommits(1 << 20);

  private final TreeMap<Long, ConsumerRecord<byte[], byte[]>> records = new TreeMap<>();
  private final Map<String, LanePosition> positions = new HashMap<>();
  private long sequence = -1;
  private long snapshot = -1;
  private long next;

  /** A launch that knows one more lane. */
  void launch(String topicId, long start) {
    positions.put("0-" + topicId, new LanePosition("events", 0, topicId, start, next + 1));
    long before = snapshot;
    snapshot = next;
    add(
        new LogRecord.Snapshot(
            LogRecord.FORMAT,
            ++sequence,
            before,
            "me",
            "2026-11-24T00:00:00Z",
            positions,
            Set.of(),
            -1,
            Set.of()));
  }

  /** A commit of so many more offsets of the lane, of which these are no rows. */
  void commit(String topicId, int count, NonRowOffsets nonRows, String... files) {
    sequence++;
    String lane = "0-" + topicId;
    LanePosition at = positions.get(lane);
    if (!nonRows.areNone()) {
      add(new LogRecord.NonRows(LogRecord.FORMAT, sequence, snapshot, nonRows));
    }
    var range = new LaneRange(at.offset(), at.offset() + count, count, 0, 0, 0, 0);
    List<StagedFile> staged =
        List.of(files).stream().map(path -> new StagedFile("_staging/x", path, 1, 1)).toList();
    add(
        new LogRecord.Commit(
            LogRecord.FORMAT,
            sequence,
            snapshot,
            "me",
            "2026-11-24T00:00:01Z",
            nonRows.areNone() ? 0 : 1,
            new Batch(Map.of(lane, range), staged, Map.of(), Map.of(), List.of())));
    positions.put(lane, at.after(range));
  }

  /** All these files of a partition are older than they are kept. */
  void expire(String partition, String... files) {
    List<FileSize> sizes = List.of(files).stream().map(file -> new FileSize(1, 1)).toList();
    var from = new Generation(partition, List.of(files), sizes);
    add(
        new LogRecord.Expired(
            LogRecord.FORMAT, snapshot, "keeper", "2026-11-24T00:00:02Z", partition, from));
  }

  void publish() {
    add(new LogRecord.Published(LogRecord.FORMAT, sequence, snapshot));
  }

  /** Makes memory forget all but the newest snapshot on. */
  void restart() {
    recent = new RecentCommits(1 << 20);
    records
        .tailMap(snapshot)
        .values()
        .forEach(
            record ->
                recent.add(
                    new LogEntry(
                        record.offset(),
                        LogKind.follow(record.key(), record.value()).orElseThrow())));
  }

  void trim() {
    records.headMap(snapshot).clear();
  }

  private void add(LogRecord record) {
    try {
      records.put(
          next,
          new ConsumerRecord<>("x", 0, next, LogKind.of(record).key(), LogJson.write(record)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    recent.add(new LogEntry(next, record));
    next += 2;
  }

  @Override
  public RecentCommits recent() {
    return recent;
  }

  @Override
  public void expectCurrent() {
    if (!failure.isEmpty()) {
      throw new NotKnownNowException(failure);
    }
  }

  @Override
  public LogSearch.Found search(String lane, long offset) {
    return LogSearch.find(this, lane, offset);
  }

  @Override
  public boolean isKnown(String topic) {
    return topic.equals("events");
  }

  @Override
  public Optional<Topic> topic(String name) {
    return Optional.ofNullable(topics.get(name));
  }

  @Override
  public long end(String topic, int partition, long offset) {
    return end;
  }

  @Override
  public long begin() {
    return records.firstKey();
  }

  @Override
  public long end() {
    return next;
  }

  @Override
  public void fromWhile(long offset, Predicate<ConsumerRecord<byte[], byte[]>> each) {
    for (var record : records.tailMap(offset).values()) {
      if (!each.test(record)) {
        return;
      }
    }
  }
}
