package dev.tributary.ledger.account;

import dev.tributary.ledger.record.LaneRange;
import dev.tributary.schemas.columns.LakeTable;

/**
 * What committed records became, as numbers.
 *
 * @param rows rows of {@code events}
 * @param deadLetters rows of {@code dead_letters}
 * @param duplicates counted duplicates
 * @param lost offsets that retention deleted unread, which an operator accepted
 * @param expired rows of either table that were older than they are kept
 */
public record Terms(long rows, long deadLetters, long duplicates, long lost, long expired) {
  /** Of no record. */
  public static final Terms NONE = new Terms(0, 0, 0, 0);

  /** Where nothing expired. */
  public Terms(long rows, long deadLetters, long duplicates, long lost) {
    this(rows, deadLetters, duplicates, lost, 0);
  }

  /** What rows of a partition that expire change, be they events or dead letters. */
  public static Terms ofExpired(String partition, long rows) {
    return partition.startsWith(LakeTable.EVENTS.name() + "/")
        ? new Terms(-rows, 0, 0, 0, rows)
        : new Terms(0, -rows, 0, 0, rows);
  }

  static Terms of(LaneRange range) {
    return new Terms(range.rows(), range.deadLetters(), range.duplicates(), range.lost());
  }

  /** All of them. */
  public long total() {
    return rows + deadLetters + duplicates + lost + expired;
  }

  /** With more. */
  public Terms plus(Terms more) {
    return new Terms(
        rows + more.rows,
        deadLetters + more.deadLetters,
        duplicates + more.duplicates,
        lost + more.lost,
        expired + more.expired);
  }

  /** What was added since these. */
  Terms minus(Terms earlier) {
    return new Terms(
        rows - earlier.rows,
        deadLetters - earlier.deadLetters,
        duplicates - earlier.duplicates,
        lost - earlier.lost,
        expired - earlier.expired);
  }
}
