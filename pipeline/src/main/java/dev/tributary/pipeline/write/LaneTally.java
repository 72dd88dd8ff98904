package dev.tributary.pipeline.write;

import dev.tributary.pipeline.commit.LaneRange;
import dev.tributary.pipeline.decode.Outcome;
import dev.tributary.pipeline.dedupe.RecordTimes;
import java.util.ArrayList;
import java.util.List;

/** Counts the outcomes of one lane in one batch, and proves that none is missing between them. */
final class LaneTally {
  private final long from;
  private final List<Long> duplicates = new ArrayList<>();
  private final List<Long> conflicts = new ArrayList<>();
  private final List<Long> deadLetters = new ArrayList<>();
  private long to;
  private long rows;
  private long lost;
  private long lastMillis;

  LaneTally(Outcome first) {
    from = first.from();
    to = from;
  }

  /**
   * Counts one outcome.
   *
   * @param nowMillis the worker's clock, which says how far the record's stamp is believed
   */
  void add(Outcome outcome, long nowMillis) {
    if (outcome.from() != to || outcome.offset() < to) {
      throw new IllegalStateException(
          "Cannot add offset "
              + outcome.offset()
              + " of lane "
              + outcome.lane()
              + " to the batch: it continues "
              + outcome.from()
              + ", the batch stands at "
              + to);
    }
    to = outcome.offset() + 1;
    if (!RecordTimes.isAbsurd(outcome.recordMillis(), nowMillis)) {
      lastMillis = Math.max(lastMillis, RecordTimes.believed(outcome.recordMillis(), nowMillis));
    }
    switch (outcome.kind()) {
      case ROW -> rows++;
      case DUPLICATE -> duplicates.add(outcome.offset());
      case CONFLICT -> conflicts.add(outcome.offset());
      case DEAD_LETTER, TOO_MANY_EVENT_TYPES -> deadLetters.add(outcome.offset());
      case LOST -> lost += to - outcome.from();
    }
  }

  LaneRange range() {
    return new LaneRange(
        from, to, rows, duplicates.size(), conflicts.size(), deadLetters.size(), lost, lastMillis);
  }

  /** The offsets that made no row of events, for the batch's list. */
  LanePositions positions() {
    return new LanePositions(
        List.copyOf(duplicates), List.copyOf(conflicts), List.copyOf(deadLetters));
  }

  /**
   * Offsets by end.
   *
   * @param duplicates seen before with the same data
   * @param conflicts seen before with other data
   * @param deadLetters rows of dead_letters
   */
  record LanePositions(List<Long> duplicates, List<Long> conflicts, List<Long> deadLetters) {
    boolean isEmpty() {
      return duplicates.isEmpty() && conflicts.isEmpty() && deadLetters.isEmpty();
    }
  }
}
