package dev.tributary.pipeline.read;

import dev.tributary.ledger.record.Lane;
import dev.tributary.pipeline.lane.LaneRecord;
import java.io.IOException;
import java.io.Serializable;

/** The records of a lane that were read before, read once more. */
public interface PastRecords extends Serializable {
  /**
   * Gives out the records of a range, in order, as they were.
   *
   * @param from the first offset
   * @param to the offset after the last one
   * @throws IOException when they can't be read
   * @throws E what the taker throws
   */
  <E extends Exception> void read(Lane lane, long from, long to, Taker<E> taker)
      throws IOException, E;

  /** Takes records one by one. */
  @FunctionalInterface
  interface Taker<E extends Exception> {
    /** Takes the next one. */
    void take(LaneRecord record) throws IOException, E;
  }
}
