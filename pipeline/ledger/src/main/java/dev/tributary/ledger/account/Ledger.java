package dev.tributary.ledger.account;

import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.HivePath;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.ledger.record.StagedFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The account of a log, from a snapshot on: accepted = rows + dead letters + duplicates + lost +
 * expired + in flight. At each commit the figures that say the same are compared, and the
 * difference is 0. A row that a rewrite removed is a duplicate from then on, if its commit is in
 * the account. Rows that expired are so in the sums, and still rows or dead letters by lane and by
 * reason: nobody knows whose they were. One thread; no clock, no Kafka.
 */
public final class Ledger {
  private static final int MOST_DIFFERENCES = 100;

  private final Map<String, LanePosition> positions = new HashMap<>();
  private final Map<String, Terms> lanes = new TreeMap<>();
  private final Map<String, Long> rowsByType = new TreeMap<>();
  private final Map<String, Long> duplicatesByType = new TreeMap<>();
  private final Map<String, Long> deadLettersByReason = new TreeMap<>();
  private final Map<String, Long> starts = new HashMap<>();
  private final RemovedRows removed = new RemovedRows();
  private final CountedRows counted = new CountedRows();
  private final List<NonRowOffsets> parts = new ArrayList<>();
  private final List<Difference> differences = new ArrayList<>();
  private Terms total = Terms.NONE;
  private long sequence = -1;
  private long difference;

  /** Takes the next record of the log. Commits before the first snapshot are left out. */
  public void add(LogRecord record) {
    if (record instanceof LogRecord.NonRows part) {
      parts.add(part.offsets());
    } else if (record instanceof LogRecord.Commit commit) {
      if (sequence >= 0) {
        add(commit);
      }
      parts.clear();
    } else if (record instanceof LogRecord.Snapshot snapshot) {
      add(snapshot);
      parts.clear();
    } else if (record instanceof LogRecord.Keeping keeping) {
      removed.add(keeping, this::remove);
      if (keeping instanceof LogRecord.Expired expired) {
        expire(expired.partition(), expired.from().rows());
      }
    }
  }

  private void expire(String partition, long rows) {
    long known = counted.take(partition, rows);
    total = total.plus(Terms.ofExpired(partition, known));
    HivePath.of(partition + "/file")
        .eventType()
        .filter(rowsByType::containsKey)
        .ifPresent(type -> rowsByType.merge(type, -known, Long::sum));
  }

  private void remove(String partition, NonRowOffsets lane, int times) {
    long from = starts.getOrDefault(lane.lane(), Long.MAX_VALUE);
    long rows = (long) times * lane.duplicates().countFrom(from);
    if (rows != 0) {
      String type = HivePath.of(partition + "/file").values().get(0);
      count(lane.lane(), new Terms(-rows, 0, rows, 0));
      counted.add(partition, -rows);
      rowsByType.merge(type, -rows, Long::sum);
      duplicatesByType.merge(type, rows, Long::sum);
    }
  }

  /** A snapshot moves no lane; a launch enters new ones. */
  private void add(LogRecord.Snapshot snapshot) {
    snapshot
        .positions()
        .forEach(
            (lane, position) -> {
              LanePosition before = positions.put(lane, position);
              if (before != null && before.offset() != position.offset()) {
                add(
                    new Difference(
                        snapshot.sequence(),
                        "position of " + lane + " in the snapshot",
                        before.offset(),
                        position.offset()));
              }
            });
    sequence = snapshot.sequence();
  }

  private void add(LogRecord.Commit commit) {
    CommitCheck.of(commit, parts, positions).forEach(this::add);
    if (commit.sequence() != sequence + 1) {
      add(
          new Difference(
              commit.sequence(), "number of the commit", sequence + 1, commit.sequence()));
    }
    sequence = commit.sequence();
    Batch batch = commit.batch();
    batch
        .lanes()
        .forEach(
            (lane, range) -> {
              starts.putIfAbsent(lane, range.from());
              count(lane, Terms.of(range));
              positions.computeIfPresent(lane, (key, position) -> position.after(range));
            });
    for (StagedFile file : batch.files()) {
      file.eventType().ifPresent(type -> rowsByType.merge(type, file.rows(), Long::sum));
      counted.add(HivePath.partitionOf(file.path()), file.rows());
    }
    batch.duplicatesByType().forEach((type, n) -> duplicatesByType.merge(type, n, Long::sum));
    batch.deadLettersByReason().forEach((why, n) -> deadLettersByReason.merge(why, n, Long::sum));
  }

  private void count(String lane, Terms terms) {
    lanes.merge(lane, terms, Terms::plus);
    total = total.plus(terms);
  }

  private void add(Difference found) {
    difference += found.size();
    if (differences.size() < MOST_DIFFERENCES) {
      differences.add(found);
    }
  }

  /** How many records the figures differ by; 0 for a correct log. */
  public long difference() {
    return difference;
  }

  /** The first differences, at most 100. */
  public List<Difference> differences() {
    return List.copyOf(differences);
  }

  /** The number of the newest state; -1 before the first. */
  public long sequence() {
    return sequence;
  }

  /** What the records of each lane became, by lane key. */
  public Map<String, Terms> lanes() {
    return Collections.unmodifiableMap(lanes);
  }

  /** What the records of each topic became. */
  public Map<String, Terms> topics() {
    Map<String, Terms> topics = new TreeMap<>();
    lanes.forEach(
        (lane, terms) -> {
          LanePosition position = positions.get(lane);
          topics.merge(position == null ? "" : position.topic(), terms, Terms::plus);
        });
    return topics;
  }

  /** What all records became. */
  public Terms total() {
    return total;
  }

  /** Rows of {@code events} by event type. */
  public Map<String, Long> rowsByType() {
    return Collections.unmodifiableMap(rowsByType);
  }

  /** Duplicates by event type. */
  public Map<String, Long> duplicatesByType() {
    return Collections.unmodifiableMap(duplicatesByType);
  }

  /** Dead letters by reason. */
  public Map<String, Long> deadLettersByReason() {
    return Collections.unmodifiableMap(deadLettersByReason);
  }

  /**
   * How many offsets are not committed yet. Offsets have gaps where transactions ended, so it can
   * be more than the records.
   *
   * @param ends the offset after the last record of each lane, by lane key
   */
  public long inFlight(Map<String, Long> ends) {
    long sum = 0;
    for (Map.Entry<String, Long> end : ends.entrySet()) {
      LanePosition position = positions.get(end.getKey());
      sum += position == null ? 0 : Math.max(0, end.getValue() - position.offset());
    }
    return sum;
  }
}
