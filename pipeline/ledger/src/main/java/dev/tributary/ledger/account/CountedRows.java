package dev.tributary.ledger.account;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many rows of each partition an account has counted. It has a bound: past it the partitions
 * that were counted first are forgotten, and their rows stay where they are when they expire.
 */
final class CountedRows {
  private static final int MOST_PARTITIONS = 100_000;

  private final int most;
  private final Map<String, Long> rows = new LinkedHashMap<>();

  CountedRows() {
    this(MOST_PARTITIONS);
  }

  CountedRows(int most) {
    this.most = most;
  }

  /** Counts so many more; fewer than none are removed. */
  void add(String partition, long count) {
    rows.merge(partition, count, Long::sum);
    if (rows.size() > most) {
      rows.remove(rows.keySet().iterator().next());
    }
  }

  /** Takes so many away, or as many as were counted. */
  long take(String partition, long wanted) {
    long taken = Math.max(0, Math.min(rows.getOrDefault(partition, 0L), wanted));
    rows.computeIfPresent(partition, (key, n) -> n > taken ? n - taken : null);
    return taken;
  }
}
