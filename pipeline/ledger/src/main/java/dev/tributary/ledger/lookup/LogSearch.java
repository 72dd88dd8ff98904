package dev.tributary.ledger.lookup;

import dev.tributary.ledger.kafka.RecordRange;
import dev.tributary.ledger.record.HivePath;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LogKind;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.NonRowOffsets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the commit of one record anywhere in a log: by bisection, the newest snapshot at which the
 * record was not committed yet, and from there on one commit after the other. One thread.
 */
public final class LogSearch {
  /** So few offsets are read one after the other. Between two snapshots are some 1,000. */
  private static final long FEW = 1_500;

  /** An hour's commits and marks: most hours are compacted soon after their end. */
  private static final long SWAP_AHEAD = 10_000;

  private static final int SWAP_HEAD = 600;
  private static final byte[] SWAPPED = LogKind.SWAPPED.key();

  private final RecordRange records;
  private final String lane;
  private final long offset;
  private Optional<At> newestBefore = Optional.empty();
  private long commitAt;

  /** What the log says of a record. */
  public enum Verdict {
    /** It is committed, and the outcome says as what. */
    COMMITTED,
    /** The log ends before its commit. */
    NOT_COMMITTED,
    /** The log was trimmed behind its commit. */
    TRIMMED,
    /** The pipeline began to read the lane behind it. */
    NEVER_READ,
    /** A record of the log that would say it can't be read. */
    UNREADABLE
  }

  /**
   * The answer.
   *
   * @param outcome what the record became, where it is committed
   */
  public record Found(Verdict verdict, Optional<RecordOutcome> outcome) {
    private static Found of(Verdict verdict) {
      return new Found(verdict, Optional.empty());
    }
  }

  private record At(long offset, LogRecord record) {}

  private LogSearch(RecordRange records, String lane, long offset) {
    this.records = records;
    this.lane = lane;
    this.offset = offset;
  }

  /**
   * Searches for a record.
   *
   * @param records the log
   * @param lane the key of the record's lane
   * @param offset its offset
   */
  public static Found find(RecordRange records, String lane, long offset) {
    return find(records, lane, offset, FEW);
  }

  static Found find(RecordRange records, String lane, long offset, long few) {
    return new LogSearch(records, lane, offset).find(few);
  }

  /**
   * The commit of a record; none where the log has none.
   *
   * @param records the log
   * @param lane the key of the record's lane
   * @param offset its offset
   */
  public static Optional<LogRecord.Commit> commitOf(RecordRange records, String lane, long offset) {
    return Optional.ofNullable(new LogSearch(records, lane, offset).scan(FEW).commit);
  }

  private Scan scan(long few) {
    bisect(few);
    var scan = new Scan();
    records.fromWhile(
        newestBefore.map(At::offset).orElse(records.begin()),
        record -> read(record.offset(), record.key(), record.value()).map(scan::take).orElse(true));
    return scan;
  }

  private Found find(long few) {
    Found found = scan(few).verdict();
    return found
        .outcome()
        .filter(outcome -> !outcome.files().isEmpty())
        .map(this::withSwaps)
        .orElse(found);
  }

  /** With the swaps that followed soon: the newest of all are known to {@link RecentCommits}. */
  private Found withSwaps(RecordOutcome outcome) {
    var swaps = new Swaps();
    Set<String> partitions =
        outcome.files().stream().map(HivePath::partitionOf).collect(Collectors.toSet());
    records.fromWhile(
        commitAt,
        record -> {
          if (Arrays.equals(record.key(), SWAPPED) && isOfOne(partitions, record.value())) {
            read(record.offset(), record.key(), record.value())
                .ifPresent(at -> swaps.add((LogRecord.Swapped) at.record()));
          }
          return record.offset() < commitAt + SWAP_AHEAD;
        });
    return new Found(Verdict.COMMITTED, Optional.of(swaps.now(outcome, lane, offset)));
  }

  /** A swap names thousands of files, and its partition before them. */
  private static boolean isOfOne(Set<String> partitions, byte[] swapped) {
    int length = Math.min(SWAP_HEAD, swapped == null ? 0 : swapped.length);
    String head = length == 0 ? "" : new String(swapped, 0, length, StandardCharsets.UTF_8);
    return partitions.stream().anyMatch(head::contains);
  }

  private void bisect(long few) {
    long from = records.begin();
    long to = records.end();
    while (to - from > few) {
      long middle = from + (to - from) / 2;
      Optional<At> record = firstFrom(middle, to);
      Optional<At> snapshot = record.flatMap(this::snapshotOf);
      if (record.isEmpty()) {
        to = middle;
      } else if (snapshot.isEmpty()) {
        from = record.get().offset() + 1; // its snapshot was trimmed: it is among the oldest
      } else if (isPast((LogRecord.Snapshot) snapshot.get().record())) {
        to = Math.min(middle, snapshot.get().offset());
      } else {
        newestBefore = snapshot;
        from = Math.max(middle, record.get().offset()) + 1;
      }
    }
  }

  /** Whether the record was committed by then. */
  private boolean isPast(LogRecord.Snapshot snapshot) {
    LanePosition position = snapshot.positions().get(lane);
    return position != null && position.offset() > offset;
  }

  private Optional<At> snapshotOf(At at) {
    if (at.record() instanceof LogRecord.Snapshot) {
      return Optional.of(at);
    }
    long wanted = at.record().snapshot();
    if (newestBefore.isPresent() && newestBefore.get().offset() == wanted) {
      return newestBefore;
    }
    return wanted < records.begin()
        ? Optional.empty()
        : firstFrom(wanted, wanted + 1).filter(read -> read.record() instanceof LogRecord.Snapshot);
  }

  /** The first record that can be read, from an offset on and before another. */
  private Optional<At> firstFrom(long from, long to) {
    List<At> found = new ArrayList<>(1);
    records.fromWhile(
        from,
        record -> {
          if (record.offset() < to) {
            read(record.offset(), record.key(), record.value()).ifPresent(found::add);
          }
          return found.isEmpty() && record.offset() + 1 < to;
        });
    return found.stream().findFirst();
  }

  private static Optional<At> read(long offset, byte[] key, byte[] value) {
    return key == null || value == null
        ? Optional.empty()
        : LogKind.follow(key, value).map(record -> new At(offset, record));
  }

  /** Reads commits, oldest first, until one has the record, or none can have it. */
  private final class Scan {
    private final List<NonRowOffsets> parts = new ArrayList<>();
    private Found found;
    private LogRecord.Commit commit;
    private LogRecord.Snapshot oldest;
    private boolean knowsLane;

    /** Takes the next record; false when no more is needed. */
    boolean take(At at) {
      if (at.record() instanceof LogRecord.NonRows part) {
        parts.add(part.offsets());
      } else if (at.record() instanceof LogRecord.Commit commit) {
        take(commit, at.offset());
        parts.clear();
      } else if (at.record() instanceof LogRecord.Snapshot snapshot) {
        take(snapshot);
        parts.clear();
      }
      return found == null;
    }

    private void take(LogRecord.Commit next, long at) {
      Optional<RecordOutcome> outcome = CommittedBatch.of(next, parts).outcome(lane, offset);
      if (outcome.isPresent()) {
        commit = next;
        commitAt = at;
        boolean whole = parts.size() == next.nonRows();
        found = whole ? new Found(Verdict.COMMITTED, outcome) : Found.of(Verdict.UNREADABLE);
      }
    }

    private void take(LogRecord.Snapshot snapshot) {
      oldest = oldest == null ? snapshot : oldest;
      if (isPast(snapshot)) {
        found = Found.of(past());
      }
      knowsLane |= snapshot.positions().containsKey(lane);
    }

    /** The record lies before the lane's position, and no commit that was read has it. */
    private Verdict past() {
      if (knowsLane) {
        return Verdict.UNREADABLE;
      }
      boolean isWhole = newestBefore.isPresent() || oldest.snapshot() == LogRecord.NO_SNAPSHOT;
      return isWhole ? Verdict.NEVER_READ : Verdict.TRIMMED;
    }

    Found verdict() {
      return found == null ? Found.of(Verdict.NOT_COMMITTED) : found;
    }
  }
}
