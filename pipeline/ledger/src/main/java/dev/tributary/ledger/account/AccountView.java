package dev.tributary.ledger.account;

import java.util.List;
import java.util.Map;

/**
 * An account at one moment.
 *
 * @param now all of it, from the first commit that was read
 * @param firstMillis when that was written, ms since the epoch; none was read: the largest number
 * @param past the counts of the span
 * @param dayBefore the counts of the same time a day before
 * @param points the counts of the span in parts, oldest first
 * @param deadLettersByReason all dead letters
 * @param types the event types with the most records
 * @param typeCount how many there are
 * @param difference how many records the figures differ by; 0 for a correct log
 * @param differences the first of them, at most 100
 */
public record AccountView(
    Now now,
    long firstMillis,
    Past past,
    Past dayBefore,
    List<Point> points,
    Map<String, Long> deadLettersByReason,
    List<OfType> types,
    int typeCount,
    long difference,
    List<Difference> differences) {

  /** Names of the counts in {@link Past#outcomes} and {@link Point#outcomes}. */
  public static final String ROWS = "rows";

  /** Rows of {@code dead_letters}. */
  public static final String DEAD_LETTERS = "dead_letters";

  /** Counted duplicates. */
  public static final String DUPLICATES = "duplicates";

  /** Offsets whose loss was accepted. */
  public static final String LOST = "lost";

  /** Rows of either table that were older than they are kept, when they expired. */
  public static final String EXPIRED = "expired";

  /** Commits. */
  public static final String COMMITS = "commits";

  /**
   * The terms of the account.
   *
   * @param total what committed records became
   * @param inFlight offsets that are not committed yet
   * @param queryableRows rows whose files are published; never too many
   * @param commits how many commits were read
   * @param unpublishedCommits how many of them are not published
   * @param sequence the number of the newest state; -1 before the first
   * @param published all commits up to this state are published; -1 where none is
   */
  public record Now(
      Terms total,
      long inFlight,
      long queryableRows,
      long commits,
      long unpublishedCommits,
      long sequence,
      long published) {}

  /**
   * What was committed in a span, by the time of the commit.
   *
   * @param isWhole whether the account has all of it
   * @param outcomes what records became; and the commits
   * @param reasons dead letters by reason
   * @param unpublishedRows rows of it that are not published yet
   */
  public record Past(
      Span span,
      boolean isWhole,
      Map<String, Long> outcomes,
      Map<String, Long> reasons,
      long unpublishedRows) {}

  /** What was committed from a time on, until that of the next point. */
  public record Point(long fromMillis, Map<String, Long> outcomes) {}

  /** What records of an event type became. */
  public record OfType(String eventType, long rows, long duplicates) {
    long records() {
      return rows + duplicates;
    }
  }
}
