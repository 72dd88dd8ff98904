package dev.tributary.pipeline.hours;

import dev.tributary.ledger.hours.HourRows;
import dev.tributary.ledger.table.OpenSwap;
import java.time.Instant;
import java.util.List;

/**
 * How far the table is. Each day's current file has at least the records before it.
 *
 * @param until the end of the last sealed hour, ISO-8601 in UTC
 * @param at when that was written to the log, ISO-8601 in UTC
 * @param open the swaps that are not at their end
 */
record HoursMark(String until, String at, List<OpenSwap> open) {
  /** Before the first record. */
  static final HoursMark NONE = of(HourRows.Sealing.NONE, List.of());

  HoursMark {
    open = List.copyOf(open);
  }

  static HoursMark of(HourRows.Sealing sealing, List<OpenSwap> open) {
    return new HoursMark(sealing.until().toString(), sealing.at().toString(), open);
  }

  HourRows.Sealing sealing() {
    return new HourRows.Sealing(Instant.parse(until), Instant.parse(at));
  }
}
