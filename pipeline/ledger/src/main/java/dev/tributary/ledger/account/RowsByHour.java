package dev.tributary.ledger.account;

import dev.tributary.ledger.record.HivePath;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.StagedFile;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many rows commits put into each partition: an event type, a day and an hour, or a day of dead
 * letters. Replacing files changes no count. Its size grows with the lake's hours. One thread.
 */
public final class RowsByHour {
  private final Map<String, Long> rows = new TreeMap<>();

  /** Takes the next record of the log. */
  public void add(LogRecord record) {
    if (record instanceof LogRecord.Commit commit) {
      for (StagedFile file : commit.batch().files()) {
        rows.merge(HivePath.of(file.path()).partitionFolder(), file.rows(), Long::sum);
      }
    }
  }

  /** By the partition's folder, such as {@code events/event_type=a/dt=2026-11-24/hour=01}. */
  public Map<String, Long> byPartition() {
    return Collections.unmodifiableMap(rows);
  }
}
