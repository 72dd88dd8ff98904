package dev.tributary.pipeline.write;

import dev.tributary.pipeline.commit.Batch;
import dev.tributary.pipeline.commit.LaneRange;
import dev.tributary.pipeline.commit.PositionsFile;
import dev.tributary.pipeline.commit.StagedFile;
import dev.tributary.pipeline.decode.Outcome;
import dev.tributary.pipeline.dedupe.StampClock;
import dev.tributary.pipeline.lake.LakeFiles;
import dev.tributary.pipeline.read.Lane;
import dev.tributary.pipeline.read.Lanes;
import dev.tributary.schemas.Decoded;
import dev.tributary.schemas.Event;
import dev.tributary.schemas.EventDecoder;
import dev.tributary.schemas.Reason;
import dev.tributary.schemas.Rejection;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes outcomes into staged files until someone asks for the batch. Keeps nothing from one batch
 * to the next. Knows nothing of Beam's bundles; one thread.
 */
final class BatchWriter {
  /** Parquet keeps what is written in memory until the file is closed, 100 rows at least. */
  private static final long MAX_BYTES = 64L << 20;

  /** Rows that wait for their file are objects: some KB each, besides the record's bytes. */
  private static final int MAX_ROWS_WAITING = 50_000;

  /** A commit record names each file, in some 400 bytes; the log takes 16 MiB. */
  private static final int MAX_FILES = 10_000;

  private final EventDecoder decoder = new EventDecoder();
  private final Lanes lanes;
  private final StampClock clock;
  private final LakeFiles files;
  private final RowFiles<EventRow> events;
  private final RowFiles<DeadLetterRow> deadLetters;
  private final Map<String, LaneTally> tallies = new HashMap<>();
  private final Map<String, Long> duplicatesByType = new TreeMap<>();
  private final Map<String, Long> deadLettersByReason = new TreeMap<>();
  private long bytes;

  BatchWriter(WriteSettings settings, Lanes lanes, Clock clock) {
    this.lanes = lanes;
    this.clock = new StampClock(clock);
    this.files = settings.lake().files();
    ParquetSinks sinks =
        new ParquetSinks(settings.parquet(), settings.compression(), lanes.topicIds());
    this.events = new RowFiles<>(files, settings.maxOpenFiles(), sinks::events);
    this.deadLetters = new RowFiles<>(files, settings.maxOpenFiles(), sinks::deadLetters);
  }

  /**
   * Takes one outcome.
   *
   * @param hourMillis the start of the hour that the event belongs to, ms since the epoch
   */
  void accept(Outcome outcome, long hourMillis) throws IOException {
    tallies
        .computeIfAbsent(outcome.lane(), lane -> new LaneTally(outcome))
        .add(outcome, clock.millisFor(outcome.recordMillis()));
    bytes += outcome.value().length;
    switch (outcome.kind()) {
      case ROW -> writeEvent(outcome, hourMillis);
      case DEAD_LETTER, TOO_MANY_EVENT_TYPES -> writeDeadLetter(outcome, rejection(outcome));
      case DUPLICATE, CONFLICT -> duplicatesByType.merge(event(outcome).type(), 1L, Long::sum);
      case LOST -> {} // counted
    }
  }

  private void writeEvent(Outcome outcome, long hourMillis) throws IOException {
    Event event = event(outcome);
    events.write(
        HivePartition.ofEvents(event.type(), hourMillis),
        outcome.lane(),
        new EventRow(event, outcome.value(), lane(outcome), outcome.offset(), outcome.replayOf()));
  }

  private void writeDeadLetter(Outcome outcome, Rejection rejection) throws IOException {
    deadLettersByReason.merge(rejection.reason().name(), 1L, Long::sum);
    deadLetters.write(
        HivePartition.ofDeadLetters(outcome.recordMillis()),
        outcome.lane(),
        new DeadLetterRow(
            outcome.recordMillis(), rejection, outcome.value(), lane(outcome), outcome.offset()));
  }

  private Lane lane(Outcome outcome) {
    return lanes.get(outcome.lane());
  }

  private Event event(Outcome outcome) {
    if (outcome.event() != null) {
      return outcome.event();
    }
    return decode(outcome)
        .match(
            event -> event,
            rejection -> {
              throw new IllegalStateException("Cannot decode a row again: " + rejection);
            });
  }

  private Rejection rejection(Outcome outcome) {
    if (outcome.kind() == Outcome.Kind.TOO_MANY_EVENT_TYPES) {
      return new Rejection(
          Reason.TOO_MANY_EVENT_TYPES,
          "event_type",
          event(outcome).type(),
          "must be known: the lake has as many event types as --maxEventTypes allows");
    }
    return decode(outcome)
        .match(
            event -> {
              throw new IllegalStateException("Cannot reject a record again: it is an event");
            },
            rejection -> rejection);
  }

  private Decoded decode(Outcome outcome) {
    return decoder.decode(outcome.value(), outcome.recordMillis());
  }

  boolean isEmpty() {
    return tallies.isEmpty();
  }

  /** True when the batch should end here, whatever comes: by bytes, files or rows in memory. */
  boolean isFull() {
    return bytes >= MAX_BYTES
        || events.files() + deadLetters.files() >= MAX_FILES
        || events.rowsWaiting() + deadLetters.rowsWaiting() >= MAX_ROWS_WAITING;
  }

  /** Closes the files and gives the batch out; afterwards this is as new. Not for an empty one. */
  Batch finish() throws IOException {
    List<StagedFile> staged = new ArrayList<>(events.closeAll());
    staged.addAll(deadLetters.closeAll());
    Map<String, LaneRange> ranges = new HashMap<>();
    tallies.forEach((lane, tally) -> ranges.put(lane, tally.range()));
    Batch batch =
        new Batch(ranges, staged, duplicatesByType, deadLettersByReason, writePositions());
    reset();
    return batch;
  }

  private Optional<PositionsFile> writePositions() throws IOException {
    Map<String, LaneTally.LanePositions> positions = new TreeMap<>();
    tallies.forEach((lane, tally) -> positions.put(lane, tally.positions()));
    positions.values().removeIf(LaneTally.LanePositions::isEmpty);
    return positions.isEmpty()
        ? Optional.empty()
        : Optional.of(PositionsFile.write(files, positions));
  }

  /** Gives up what is open: its files are orphans. */
  void abandon() throws IOException {
    events.abandonAll();
    deadLetters.abandonAll();
    reset();
  }

  private void reset() {
    tallies.clear();
    duplicatesByType.clear();
    deadLettersByReason.clear();
    bytes = 0;
  }
}
