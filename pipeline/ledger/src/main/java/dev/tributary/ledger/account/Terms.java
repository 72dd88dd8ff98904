package dev.tributary.ledger.account;

import dev.tributary.ledger.record.LaneRange;

/**
 * What committed records became, as numbers.
 *
 * @param rows rows of {@code events}
 * @param deadLetters rows of {@code dead_letters}
 * @param duplicates counted duplicates
 * @param lost offsets that retention deleted unread, which an operator accepted
 */
public record Terms(long rows, long deadLetters, long duplicates, long lost) {
  /** Of no record. */
  public static final Terms NONE = new Terms(0, 0, 0, 0);

  static Terms of(LaneRange range) {
    return new Terms(range.rows(), range.deadLetters(), range.duplicates(), range.lost());
  }

  /** All of them. */
  public long total() {
    return rows + deadLetters + duplicates + lost;
  }

  Terms plus(Terms more) {
    return new Terms(
        rows + more.rows,
        deadLetters + more.deadLetters,
        duplicates + more.duplicates,
        lost + more.lost);
  }

  /** What was added since these. */
  Terms minus(Terms earlier) {
    return new Terms(
        rows - earlier.rows,
        deadLetters - earlier.deadLetters,
        duplicates - earlier.duplicates,
        lost - earlier.lost);
  }
}
