package dev.tributary.ledger.account;

import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.ledger.record.Offsets;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.schemas.columns.LakeTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Compares the figures of one commit that say the same: ranges of lanes, lists of what made no row,
 * rows in files, and counts by type and reason. The writer counts each of them for itself.
 */
final class CommitCheck {
  private final LogRecord.Commit commit;
  private final List<NonRowOffsets> nonRows;
  private final List<Difference> differences = new ArrayList<>();

  private CommitCheck(LogRecord.Commit commit, List<NonRowOffsets> nonRows) {
    this.commit = commit;
    this.nonRows = nonRows;
  }

  /**
   * The differences; none where all figures agree.
   *
   * @param nonRows the records before the commit that belong to it
   * @param positions how far each lane was committed before, by lane key
   */
  static List<Difference> of(
      LogRecord.Commit commit, List<NonRowOffsets> nonRows, Map<String, LanePosition> positions) {
    var check = new CommitCheck(commit, nonRows);
    commit.batch().lanes().forEach((lane, range) -> check.lane(lane, range, positions.get(lane)));
    check.whole();
    return check.differences;
  }

  private void lane(String lane, LaneRange range, LanePosition position) {
    if (position == null) {
      compare("records of a lane that no launch entered, " + lane, Terms.of(range).total(), 0);
    } else {
      compare("first offset of " + lane, range.from(), position.offset());
    }
    long duplicates = 0;
    long deadLetters = 0;
    long lost = 0;
    for (NonRowOffsets part : nonRows) {
      if (part.lane().equals(lane)) {
        duplicates += part.duplicates().size();
        lost += lost(part.lost());
        for (NonRowOffsets.DeadLetters letters : part.deadLetters()) {
          deadLetters += letters.offsets().size();
        }
      }
    }
    compare("listed duplicates of " + lane, range.duplicates(), duplicates);
    compare("listed dead letters of " + lane, range.deadLetters(), deadLetters);
    compare("listed lost offsets of " + lane, range.lost(), lost);
  }

  private static long lost(Offsets pairs) {
    long[] sum = new long[1];
    boolean[] isEnd = new boolean[1];
    pairs.each(
        bound -> {
          sum[0] += isEnd[0] ? bound : -bound;
          isEnd[0] = !isEnd[0];
        });
    return sum[0];
  }

  private void whole() {
    Terms terms =
        commit.batch().lanes().values().stream().map(Terms::of).reduce(Terms.NONE, Terms::plus);
    compare("rows in files of events", terms.rows(), rowsIn(LakeTable.EVENTS));
    compare("rows in files of dead_letters", terms.deadLetters(), rowsIn(LakeTable.DEAD_LETTERS));
    compare("duplicates by type", terms.duplicates(), sum(commit.batch().duplicatesByType()));
    compare(
        "dead letters by reason", terms.deadLetters(), sum(commit.batch().deadLettersByReason()));
    compare("records of what made no row", commit.nonRows(), nonRows.size());
  }

  private long rowsIn(LakeTable table) {
    return commit.batch().files().stream()
        .filter(file -> file.path().startsWith(table.name() + "/"))
        .mapToLong(StagedFile::rows)
        .sum();
  }

  private static long sum(Map<String, Long> counts) {
    Collection<Long> values = counts.values();
    return values.stream().mapToLong(Long::longValue).sum();
  }

  private void compare(String what, long expected, long found) {
    if (expected != found) {
      differences.add(new Difference(commit.sequence(), what, expected, found));
    }
  }
}
