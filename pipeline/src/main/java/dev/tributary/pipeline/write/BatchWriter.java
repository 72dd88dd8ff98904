package dev.tributary.pipeline.write;

import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.Lane;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.pipeline.lane.Lanes;
import dev.tributary.pipeline.lane.StampClock;
import dev.tributary.pipeline.outcome.Outcome;
import dev.tributary.pipeline.parquet.DeadLetterRow;
import dev.tributary.pipeline.parquet.EventRow;
import dev.tributary.pipeline.read.PastRecords;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes outcomes into staged files until someone asks for the batch. Keeps nothing from one batch
 * to the next. No record makes it fail. Knows nothing of Beam's bundles; one thread.
 */
final class BatchWriter {
  /** Parquet keeps what is written in memory until the file is closed, 100 rows at least. */
  private static final long MAX_BYTES = 64L << 20;

  /** Rows that wait for their file are objects, up to 14 times as big as their JSON. */
  private static final long MAX_BYTES_WAITING = 32L << 20;

  /** A commit record names each file, in some 400 bytes; the log takes 16 MiB. */
  private static final int MAX_FILES = 10_000;

  private final Lanes lanes;
  private final Proofs proofs;
  private final StampClock clock;
  private final BatchRows rows;
  private final Map<String, LaneTally> tallies = new HashMap<>();
  private final Map<String, Long> duplicatesByType = new TreeMap<>();
  private long bytes;

  BatchWriter(WriteSettings settings, Lanes lanes, PastRecords past, Clock clock) {
    this.lanes = lanes;
    this.proofs = settings.proofs();
    this.clock = new StampClock(clock);
    this.rows = new BatchRows(settings, lanes, past, tallies);
  }

  /** Takes one outcome. */
  void accept(Outcome given) throws IOException {
    Outcome outcome = withEvent(given);
    LaneTally tally = tallies.get(outcome.lane());
    if (tally == null) {
      tally = new LaneTally(lanes.get(outcome.lane()), proofs, outcome);
      tallies.put(outcome.lane(), tally);
    }
    tally.add(outcome, clock.millisFor(outcome.recordMillis()));
    bytes += outcome.value().length;
    Lane lane = tally.lane();
    switch (outcome.kind()) {
      case ROW ->
          rows.write(
              new EventRow(
                  outcome.event(),
                  outcome.value(),
                  lane,
                  outcome.offset(),
                  outcome.eventMillis(),
                  outcome.recordMillis(),
                  outcome.replayOf()));
      case DEAD_LETTER ->
          rows.write(
              new DeadLetterRow(
                  outcome.recordMillis(),
                  outcome.rejection(),
                  outcome.value(),
                  lane,
                  outcome.offset()));
      case DUPLICATE -> duplicatesByType.merge(outcome.event().type(), 1L, Long::sum);
      case LOST -> {} // counted
    }
  }

  /** What came over the wire is decoded again: the bytes say what they said before. */
  private Outcome withEvent(Outcome outcome) {
    boolean hasEvent =
        outcome.kind() == Outcome.Kind.ROW || outcome.kind() == Outcome.Kind.DUPLICATE;
    if (!hasEvent || outcome.event() != null) {
      return outcome;
    }
    try {
      return outcome.with(rows.event(outcome.value(), outcome.recordMillis(), outcome.replayOf()));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      Lane lane = lanes.get(outcome.lane());
      return outcome.asDeadLetter(rows.fail(lane, outcome.offset(), e));
    }
  }

  boolean isEmpty() {
    return tallies.isEmpty();
  }

  /** True when the batch should end here, whatever comes: by bytes, files or memory. */
  boolean isFull() {
    return bytes >= MAX_BYTES
        || rows.files() >= MAX_FILES
        || rows.bytesWaiting() >= MAX_BYTES_WAITING;
  }

  /** Closes the files and gives the batch out; afterwards this is as new. Not for an empty one. */
  Batch finish() throws IOException {
    List<StagedFile> staged = rows.closeAll();
    Map<String, LaneRange> ranges = new HashMap<>();
    tallies.forEach((lane, tally) -> ranges.put(lane, tally.range()));
    Map<String, Long> deadLettersByReason = new TreeMap<>();
    for (LaneTally tally : tallies.values()) {
      tally
          .rejections()
          .forEach(why -> deadLettersByReason.merge(why.reason().name(), 1L, Long::sum));
    }
    Batch batch = new Batch(ranges, staged, duplicatesByType, deadLettersByReason, nonRows());
    reset();
    return batch;
  }

  private List<NonRowOffsets> nonRows() {
    return tallies.values().stream()
        .map(LaneTally::nonRows)
        .filter(offsets -> !offsets.areNone())
        .toList();
  }

  /** Gives up what is open: its files are orphans. */
  void abandon() throws IOException {
    rows.abandonAll();
    reset();
  }

  private void reset() {
    tallies.clear();
    duplicatesByType.clear();
    bytes = 0;
  }
}
