package dev.tributary.pipeline.commit;

import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.NonRowOffsets;
import java.util.Collection;
import java.util.List;

/**
 * Appends to the commit log. After any exception the outcome is unknown: close it, and read the
 * log.
 */
interface LogWriter extends AutoCloseable {
  /**
   * Appends a state and moves the group's offsets, all or nothing.
   *
   * @param state the record
   * @param nonRows what comes before it, for a commit that has it
   * @param positions the positions of the lanes that this launch reads
   * @return the offset of the state's record
   */
  long append(
      LogRecord.State state, List<NonRowOffsets> nonRows, Collection<LanePosition> positions);

  /** Appends a mark, which is true whoever owns the log. */
  void mark(LogRecord.Published mark);

  @Override
  void close();
}
