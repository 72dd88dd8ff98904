package dev.tributary.ledger.account;

import dev.tributary.ledger.record.HivePath;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.ledger.record.StagedFile;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many rows each partition has: an event type, a day and an hour, or a day of dead letters.
 * Replacing files changes no count but that of duplicates which are removed; files that expire take
 * their rows away. Its size grows with the lake's hours. One thread.
 */
public final class RowsByHour {
  private final Map<String, Long> rows = new TreeMap<>();
  private final RemovedRows removed = new RemovedRows();

  /** Takes the next record of the log. */
  public void add(LogRecord record) {
    if (record instanceof LogRecord.Commit commit) {
      for (StagedFile file : commit.batch().files()) {
        rows.merge(HivePath.of(file.path()).partitionFolder(), file.rows(), Long::sum);
      }
    } else if (record instanceof LogRecord.Keeping keeping) {
      removed.add(keeping, this::remove);
      if (keeping instanceof LogRecord.Expired expired) {
        rows.merge(expired.partition(), -expired.from().rows(), Long::sum);
      }
    }
  }

  private void remove(String partition, NonRowOffsets lane, int times) {
    rows.merge(partition, -(long) times * lane.duplicates().size(), Long::sum);
  }

  /** By the partition's folder, such as {@code events/event_type=a/dt=2026-11-24/hour=01}. */
  public Map<String, Long> byPartition() {
    return Collections.unmodifiableMap(rows);
  }
}
