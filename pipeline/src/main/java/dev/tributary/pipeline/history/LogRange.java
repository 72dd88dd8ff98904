package dev.tributary.pipeline.history;

import dev.tributary.ledger.table.OpenSwap;
import java.util.List;

/**
 * What a file of the table covers of the log: its footer says so, and the next file begins where it
 * ends.
 *
 * @param log the topic ID of the log
 * @param from the first offset
 * @param to the offset after the last
 * @param rows how many rows the file has
 * @param open the swaps that are not at their end at {@code to}
 */
record LogRange(String log, long from, long to, long rows, List<OpenSwap> open) {
  LogRange {
    open = List.copyOf(open);
  }

  /** Of no record yet. */
  static LogRange empty(String log, long from) {
    return new LogRange(log, from, from, 0, List.of());
  }

  /** This one and the next. */
  LogRange and(LogRange next) {
    if (!next.log.equals(log) || next.from != to) {
      throw new IllegalStateException(
          "Cannot join files of the table commits: one ends at offset "
              + to
              + " of the log "
              + log
              + ", the next begins at "
              + next.from
              + " of "
              + next.log);
    }
    return new LogRange(log, from, next.to, rows + next.rows, next.open);
  }
}
