package dev.tributary.ledger.record;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What one batch says of one lane: its offsets and the end that each record in them had. Offsets
 * may have gaps (transaction markers, compaction), so the counts can add up to less than {@code to
 * - from}, never to more.
 *
 * @param from the first offset, which is where the lane's last batch ended
 * @param to the offset after the last one
 * @param rows records that became rows of {@code events}
 * @param duplicates records seen before with the same data
 * @param deadLetters records that became rows of {@code dead_letters}
 * @param lost offsets that retention deleted unread and whose loss a person accepted
 * @param lastMillis the newest time of its records as far as it is believed, ms since the epoch; 0
 *     when none is
 * @param root the root over its records, in hexadecimal digits; empty where nobody made it
 */
public record LaneRange(
    long from,
    long to,
    long rows,
    long duplicates,
    long deadLetters,
    long lost,
    long lastMillis,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) String root) {

  public LaneRange {
    root = root == null ? "" : root;
    long counted = rows + duplicates + deadLetters + lost;
    if (from < 0 || to <= from || counted < 1 || counted > to - from) {
      throw new IllegalArgumentException(
          "Cannot account for offsets " + from + " to " + to + ": " + counted + " records");
    }
  }

  /** Without a root. */
  public LaneRange(
      long from,
      long to,
      long rows,
      long duplicates,
      long deadLetters,
      long lost,
      long lastMillis) {
    this(from, to, rows, duplicates, deadLetters, lost, lastMillis, "");
  }
}
