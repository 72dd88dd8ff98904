package dev.tributary.ledger.table;

import java.util.Map;

/**
 * A swap whose replaced files are not deleted yet: its record may be in the log again, and may be
 * undone. Whoever continues the table needs it.
 *
 * @param partition the partition's folders
 * @param from the location before
 * @param to the location after
 * @param removed how many rows it removed as duplicates, by lane key
 */
public record OpenSwap(String partition, String from, String to, Map<String, Long> removed) {
  public OpenSwap {
    removed = Map.copyOf(removed);
  }

  boolean isSame(OpenSwap other) {
    return partition.equals(other.partition) && from.equals(other.from) && to.equals(other.to);
  }

  boolean isUndoneBy(OpenSwap other) {
    return partition.equals(other.partition) && from.equals(other.to) && to.equals(other.from);
  }
}
