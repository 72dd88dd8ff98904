package dev.tributary.ledger.table;

import dev.tributary.ledger.account.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One row of the table {@code commits}. The sum of such rows is the account of the lake: a swap
 * that removed duplicates has rows below 0, and as many duplicates. What expired is below 0 too.
 *
 * @param kind what it is of
 * @param sequence the commit's number; none for others
 * @param logOffset the offset of the record in the log
 * @param at when the record was written
 * @param owner the launch or the keeper that wrote it
 * @param lanes what the records of each lane became; none of what expired, whose lanes nobody knows
 * @param hours rows and files by folder
 * @param duplicatesByType duplicates by event type
 * @param deadLettersByReason dead letters by reason
 * @param expired what expired, of whichever lanes
 */
public record CommitRow(
    Kind kind,
    OptionalLong sequence,
    long logOffset,
    Instant at,
    String owner,
    List<LaneCounts> lanes,
    List<FolderCounts> hours,
    Map<String, Long> duplicatesByType,
    Map<String, Long> deadLettersByReason,
    Terms expired) {

  public CommitRow {
    lanes = List.copyOf(lanes);
    hours = List.copyOf(hours);
    duplicatesByType = Map.copyOf(duplicatesByType);
    deadLettersByReason = Map.copyOf(deadLettersByReason);
  }

  /** Which record of the log a row is of. */
  public enum Kind {
    /** A batch became valid. */
    COMMIT,
    /** Files of a folder were replaced by others. */
    SWAP,
    /** Files of a folder were older than they are kept. */
    EXPIRED
  }

  /**
   * What the records of one lane became.
   *
   * @param topic the lane's topic; none where no snapshot before says it
   * @param range the offsets, in a commit
   */
  public record LaneCounts(
      Optional<String> topic, int partition, String topicId, Optional<Range> range, Terms terms) {}

  /**
   * Offsets of a lane.
   *
   * @param from the first one
   * @param to the one after the last
   */
  public record Range(long from, long to) {}

  /**
   * What came into one folder, less what was replaced in it.
   *
   * @param eventType none for dead letters
   * @param hour none for dead letters
   * @param rows none where nobody counted them
   * @param files how many files
   * @param bytes their length; none where nobody knows it
   */
  public record FolderCounts(
      Optional<String> eventType,
      String dt,
      Optional<String> hour,
      OptionalLong rows,
      long files,
      OptionalLong bytes) {}

  /** What the records became, over all lanes. */
  public Terms terms() {
    Terms all = expired;
    for (LaneCounts lane : lanes) {
      all = all.plus(lane.terms());
    }
    return all;
  }

  /** How many files came, less those that were replaced. */
  public long files() {
    return hours.stream().mapToLong(FolderCounts::files).sum();
  }

  /** Their length; none where nobody knows it. */
  public OptionalLong bytes() {
    return hours.stream().anyMatch(each -> each.bytes().isEmpty())
        ? OptionalLong.empty()
        : OptionalLong.of(hours.stream().mapToLong(each -> each.bytes().getAsLong()).sum());
  }
}
