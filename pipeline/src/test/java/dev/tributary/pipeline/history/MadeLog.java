package dev.tributary.pipeline.history;

import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.kafka.RecordRange;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.read.LogPart;
import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.FileSize;
import dev.tributary.ledger.record.Generation;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.LogJson;
import dev.tributary.ledger.record.LogKind;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.StagedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A log in memory, of one lane. Each commit has rows of one hour, a dead letter and a duplicate.
 */
public final class MadeLog implements RecordRange {
  public static final String HOUR = "events/event_type=t/dt=2026-11-24/hour=10";
  static final String LETTERS = "dead_letters/dt=2026-11-24";
  private static final LogAccess ACCESS =
      new LogAccess(new KafkaClients("localhost:1", ""), "game", "me");
  private static final String LANE = "3-id";

  /** What each commit is: sequence, offset in the log, time, first and last offset, rows. */
  final List<String> sent = new ArrayList<>();

  private final TreeMap<Long, ConsumerRecord<byte[], byte[]>> records = new TreeMap<>();
  private long begin;
  private long end;
  private long snapshot = -1;
  private long sequence = -1;
  private long position = 100;
  private int swaps;

  public LogPart open() {
    return new LogPart(ACCESS, this);
  }

  public MadeLog snapshot(String at) {
    var record =
        new LogRecord.Snapshot(
            LogRecord.FORMAT,
            ++sequence,
            snapshot,
            "me",
            at,
            Map.of(LANE, new LanePosition("events", 3, "id", position, 0)),
            Set.of("t"),
            sequence - 1,
            Set.of());
    snapshot = end;
    return add(record);
  }

  /** A commit of so many rows. */
  public MadeLog commit(String at, int rows) {
    return commit(at, HOUR, rows);
  }

  /** A commit of so many rows of another hour. */
  public MadeLog commit(String at, String hour, int rows) {
    long from = position;
    position += rows + 2;
    sequence++;
    sent.add(String.join(" ", "" + sequence, "" + end, at, "" + from, "" + position, "" + rows));
    return add(
        new LogRecord.Commit(
            LogRecord.FORMAT,
            sequence,
            snapshot,
            "me",
            at,
            0,
            new Batch(
                Map.of(LANE, new LaneRange(from, position, rows, 1, 1, 0, 0)),
                List.of(
                    file(hour + "/" + sequence + ".parquet", rows),
                    file(LETTERS + "/" + sequence + ".parquet", 1)),
                Map.of("t", 1L),
                Map.of("NOT_JSON", 1L),
                List.of())));
  }

  /** All hours before a time are sealed. */
  public MadeLog sealed(String at, String until) {
    return add(new LogRecord.Sealed(LogRecord.FORMAT, snapshot, "me", at, until));
  }

  private static StagedFile file(String path, int rows) {
    return new StagedFile("_staging/x", path, rows, 100L * rows);
  }

  /** Two files of the hour become one, and what was replaced is deleted or not. */
  public MadeLog swap(String at, long first, long second, boolean isAtItsEnd) {
    String to = HOUR + "/g" + ++swaps + "-u";
    var from =
        new Generation(
            HOUR,
            List.of(HOUR + "/" + first + ".parquet", HOUR + "/" + second + ".parquet"),
            List.of(new FileSize(2, 200), new FileSize(2, 200)));
    var made =
        new Generation(to, List.of(to + "/c-" + swaps + ".parquet"), List.of(new FileSize(4, 300)));
    add(new LogRecord.Swapped(2, snapshot, "keeper", at, HOUR, from, made, List.of(), ""));
    if (isAtItsEnd) {
      add(new LogRecord.Located(2, snapshot, "keeper", at, HOUR, to, at));
      add(new LogRecord.Retired(2, snapshot, "keeper", at, HOUR, HOUR));
    }
    return this;
  }

  /** The files of two commits of the hour expire, and are deleted or not. */
  public MadeLog expire(String at, long first, long second, boolean isAtItsEnd) {
    var from =
        new Generation(
            HOUR,
            List.of(HOUR + "/" + first + ".parquet", HOUR + "/" + second + ".parquet"),
            List.of(new FileSize(2, 200), new FileSize(2, 200)));
    add(new LogRecord.Expired(2, snapshot, "keeper", at, HOUR, from));
    if (isAtItsEnd) {
      add(new LogRecord.Located(2, snapshot, "keeper", at, HOUR, HOUR, at));
      add(new LogRecord.Retired(2, snapshot, "keeper", at, HOUR, HOUR));
    }
    return this;
  }

  private MadeLog add(LogRecord record) {
    try {
      records.put(
          end,
          new ConsumerRecord<>(
              ACCESS.topic(), 0, end, LogKind.of(record).key(), LogJson.write(record)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    end += 2; // a transaction's marker
    return this;
  }

  public long newestSnapshot() {
    return snapshot;
  }

  /** The newest state. */
  public long sequence() {
    return sequence;
  }

  public void deleteBefore(long offset) {
    begin = offset;
    records.headMap(offset).clear();
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
      if (!each.test(record)) {
        return;
      }
    }
  }
}
