package dev.tributary.ledger.account;

import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.NonRowOffsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that swaps removed as duplicates. A record of a swap may be repeated, and a swap may be
 * undone: each row is given out once, and once more when it is back. Remembers the swaps whose
 * replaced files are still there. One thread.
 */
final class RemovedRows {
  private final Map<Way, List<NonRowOffsets>> open = new HashMap<>();

  /** From one location of a partition to another. */
  private record Way(String from, String to) {}

  /** Takes what changes. */
  interface Out {
    /**
     * Rows of a lane.
     *
     * @param partition where they are, or were
     * @param lane their lane and offsets
     * @param times 1 where they are removed, -1 where they are rows again
     */
    void take(String partition, NonRowOffsets lane, int times);
  }

  /** Takes the next of the keeper's records, and gives out what it changes. */
  void add(LogRecord.Keeping record, Out out) {
    if (record instanceof LogRecord.Swapped swapped) {
      var way = new Way(swapped.from().location(), swapped.to().location());
      List<NonRowOffsets> undone = open.remove(new Way(way.to(), way.from()));
      if (undone != null) {
        undone.forEach(lane -> out.take(swapped.partition(), lane, -1));
      }
      boolean isNew = !swapped.removed().isEmpty() && !open.containsKey(way);
      if (isNew) {
        open.put(way, swapped.removed());
        swapped.removed().forEach(lane -> out.take(swapped.partition(), lane, 1));
      }
    } else if (record instanceof LogRecord.Retired retired) {
      open.keySet().removeIf(way -> way.from().equals(retired.location()));
    }
  }
}
