package dev.tributary.pipeline.audit;

import dev.tributary.ledger.record.Lane;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.ledger.record.Offsets;
import dev.tributary.pipeline.audit.found.LaneRoots;
import dev.tributary.pipeline.audit.found.OffsetBits;
import java.util.Arrays;

/**
 * What the log says of one lane: how many rows each part of its offsets has, and which offsets made
 * none. A part is a commit's range; small ranges are put together, so that an account takes less
 * than a bit for each offset.
 */
final class LaneAccount {
  private static final long SMALL = 256;
  private static final int COLUMNS = 6;

  private final Lane lane;
  private final long start;
  private long end;
  private final OffsetBits duplicates = new OffsetBits();
  private final OffsetBits deadLetters = new OffsetBits();
  private final OffsetBits lost = new OffsetBits();
  private final OffsetBits removed = new OffsetBits();
  private final OffsetBits excusedLetters = new OffsetBits();
  private final LaneRoots roots = new LaneRoots();
  private long[] parts = new long[COLUMNS * 16];
  private int count;

  /** Of a lane that is committed up to the offset. */
  LaneAccount(Lane lane, long start) {
    this.lane = lane;
    this.start = start;
    this.end = start;
  }

  /**
   * Some offsets.
   *
   * @param from the first one
   * @param to the one after the last
   * @param rows how many of them are rows
   * @param excused how many of these need not be in the lake any more
   * @param first the first commit
   * @param last the last commit
   */
  record Part(long from, long to, long rows, long excused, long first, long last) {}

  /**
   * Takes a commit's range.
   *
   * @param excused rows that were forgotten since
   */
  void add(LaneRange range, long excused, long sequence) {
    int at = (count - 1) * COLUMNS;
    boolean isSmall = range.to() - range.from() < SMALL;
    if (count > 0
        && isSmall
        && parts[at + 1] == range.from()
        && parts[at + 1] - parts[at] < SMALL) {
      parts[at + 1] = range.to();
      parts[at + 2] += range.rows();
      parts[at + 3] += excused;
      parts[at + 5] = sequence;
    } else {
      at = count++ * COLUMNS;
      parts = at == parts.length ? Arrays.copyOf(parts, parts.length * 2) : parts;
      long[] part = {range.from(), range.to(), range.rows(), excused, sequence, sequence};
      System.arraycopy(part, 0, parts, at, COLUMNS);
    }
    end = Math.max(end, range.to());
    roots.add(range.from(), range.to(), range.root());
  }

  /** Takes offsets that made no row. */
  void add(NonRowOffsets offsets) {
    offsets.duplicates().each(duplicates::add);
    offsets.deadLetters().forEach(letters -> letters.offsets().each(deadLetters::add));
    eachRange(offsets.lost(), lost::addRange);
  }

  /** Takes rows that a rewrite removed: duplicates that the pipeline's window missed. */
  void remove(NonRowOffsets offsets) {
    offsets.duplicates().each(removed::add);
  }

  /** The rewrite was undone. */
  void restore(NonRowOffsets offsets) {
    offsets.duplicates().each(removed::remove);
  }

  /** Takes dead letters that need not be in the lake any more. */
  void excuse(NonRowOffsets offsets) {
    offsets.deadLetters().forEach(letters -> letters.offsets().each(excusedLetters::add));
  }

  /** Takes a range. */
  interface RangeConsumer {
    void accept(long from, long to);
  }

  static void eachRange(Offsets pairs, RangeConsumer out) {
    long[] from = {-1};
    pairs.each(
        bound -> {
          if (from[0] < 0) {
            from[0] = bound;
          } else {
            out.accept(from[0], bound);
            from[0] = -1;
          }
        });
  }

  Lane lane() {
    return lane;
  }

  /** The first offset that the log speaks of. */
  long start() {
    return start;
  }

  /** The offset after the last that is committed. */
  long end() {
    return end;
  }

  OffsetBits duplicates() {
    return duplicates;
  }

  OffsetBits deadLetters() {
    return deadLetters;
  }

  OffsetBits excusedLetters() {
    return excusedLetters;
  }

  OffsetBits lost() {
    return lost;
  }

  OffsetBits removed() {
    return removed;
  }

  /** The roots over records, of commits that have them. */
  LaneRoots roots() {
    return roots;
  }

  int parts() {
    return count;
  }

  Part part(int index) {
    int at = index * COLUMNS;
    return new Part(
        parts[at], parts[at + 1], parts[at + 2], parts[at + 3], parts[at + 4], parts[at + 5]);
  }

  /** The position as people write it. */
  String at(long offset) {
    return lane.topic() + "-" + lane.partition() + "-" + offset;
  }
}
