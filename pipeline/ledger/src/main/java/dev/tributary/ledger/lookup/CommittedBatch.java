package dev.tributary.ledger.lookup;

import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.ledger.record.Offsets;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.schemas.columns.LakeTable;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a commit says of single records.
 *
 * @param sequence its number
 * @param atMillis when it was written; 0 where that is no time
 * @param ranges the offsets of each lane, by lane key
 * @param nonRows which of them made no row
 * @param files the paths of its files
 */
record CommittedBatch(
    long sequence,
    long atMillis,
    Map<String, Range> ranges,
    List<NonRowOffsets> nonRows,
    List<String> files) {

  /** Offsets of a lane: the first one, and the one after the last. */
  record Range(long from, long to) {
    boolean has(long offset) {
      return offset >= from && offset < to;
    }
  }

  CommittedBatch {
    ranges = Map.copyOf(ranges);
    nonRows = List.copyOf(nonRows);
    files = List.copyOf(files);
  }

  /** The commit with the records before it that belong to it. */
  static CommittedBatch of(LogRecord.Commit commit, List<NonRowOffsets> nonRows) {
    Map<String, Range> ranges = new TreeMap<>();
    for (Map.Entry<String, LaneRange> lane : commit.batch().lanes().entrySet()) {
      ranges.put(lane.getKey(), new Range(lane.getValue().from(), lane.getValue().to()));
    }
    List<String> files = commit.batch().files().stream().map(StagedFile::path).toList();
    return new CommittedBatch(commit.sequence(), millis(commit.at()), ranges, nonRows, files);
  }

  private static long millis(String at) {
    try {
      return at == null ? 0 : Instant.parse(at).toEpochMilli();
    } catch (DateTimeException | ArithmeticException noTime) {
      return 0;
    }
  }

  /** What the record became; none where the commit does not have it. */
  Optional<RecordOutcome> outcome(String lane, long offset) {
    Range range = ranges.get(lane);
    if (range == null || !range.has(offset)) {
      return Optional.empty();
    }
    for (NonRowOffsets part : nonRows) {
      if (part.lane().equals(lane)) {
        Optional<RecordOutcome> found = outcome(part, offset);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.of(outcome(RecordOutcome.Kind.ROW, "", "", in(LakeTable.EVENTS)));
  }

  private Optional<RecordOutcome> outcome(NonRowOffsets part, long offset) {
    if (part.duplicates().has(offset)) {
      return Optional.of(outcome(RecordOutcome.Kind.DUPLICATE, "", "", List.of()));
    }
    for (NonRowOffsets.DeadLetters letters : part.deadLetters()) {
      if (letters.offsets().has(offset)) {
        return Optional.of(
            outcome(
                RecordOutcome.Kind.DEAD_LETTER,
                letters.reason(),
                letters.field(),
                in(LakeTable.DEAD_LETTERS)));
      }
    }
    return isLost(part.lost(), offset)
        ? Optional.of(outcome(RecordOutcome.Kind.LOST, "", "", List.of()))
        : Optional.empty();
  }

  /** In pairs, so an odd number of bounds lies at or before an offset that is lost. */
  private static boolean isLost(Offsets pairs, long offset) {
    long[] before = {0};
    pairs.each(bound -> before[0] += bound <= offset ? 1 : 0);
    return before[0] % 2 == 1;
  }

  private RecordOutcome outcome(
      RecordOutcome.Kind kind, String reason, String field, List<String> in) {
    return new RecordOutcome(sequence, atMillis, kind, reason, field, in, false);
  }

  private List<String> in(LakeTable table) {
    return files.stream().filter(path -> path.startsWith(table.name() + "/")).toList();
  }
}
