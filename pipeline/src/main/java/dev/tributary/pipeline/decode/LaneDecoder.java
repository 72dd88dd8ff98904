package dev.tributary.pipeline.decode;

import dev.tributary.ledger.record.Lane;
import dev.tributary.ledger.record.Position;
import dev.tributary.pipeline.dedupe.Deduplicator;
import dev.tributary.pipeline.dedupe.EventHash;
import dev.tributary.pipeline.dedupe.FirstSeen;
import dev.tributary.pipeline.lane.LaneRecord;
import dev.tributary.pipeline.lane.RecordTimes;
import dev.tributary.pipeline.lane.StampClock;
import dev.tributary.pipeline.outcome.Outcome;
import dev.tributary.pipeline.outcome.Unprocessable;
import dev.tributary.schemas.decode.EventDecoder;
import dev.tributary.schemas.event.Decoded;
import dev.tributary.schemas.event.Event;
import dev.tributary.schemas.rules.Rejection;
import dev.tributary.schemas.rules.RejectionReason;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Skip what is committed, decode, deduplicate: one record of a lane becomes one outcome, or none
 * when the commit log already holds it. One instance a worker, for all its lanes. Knows nothing of
 * Beam.
 */
final class LaneDecoder {
  private static final long HOUR_MILLIS = 3_600_000;

  private final EventDecoder decoder = new EventDecoder();
  private final DecodeSettings settings;
  private final Deduplicator seenEvents;
  private final LogStartOffsets logStarts;
  private final Clock clock;
  private final StampClock stampClock;
  private final EventTypeLimit eventTypes;
  private final CommittedPositions positions;
  private final Unprocessable unprocessable = new Unprocessable();
  private Map<String, Set<Long>> deadLetters;
  private Lane lastLane;
  private String lastKey;

  private long late;

  /**
   * What a record ends as.
   *
   * @param folderMillis the time whose hour names the folder
   * @param event null for a dead letter
   * @param rejection null for all others
   */
  private record End(Outcome.Kind kind, long folderMillis, Event event, Rejection rejection) {
    static End deadLetter(LaneRecord record, Rejection why) {
      return new End(Outcome.Kind.DEAD_LETTER, record.timestampMillis(), null, why);
    }
  }

  /**
   * Decodes by the settings.
   *
   * @param eventTypes the event types that the lake has already, and room for more
   * @param positions tells what the committed records became
   */
  LaneDecoder(
      DecodeSettings settings,
      LogStartOffsets logStarts,
      Clock clock,
      EventTypeLimit eventTypes,
      CommittedPositions positions) {
    this.settings = settings;
    this.seenEvents = new Deduplicator(settings.dedupeWindow().toMillis());
    this.logStarts = logStarts;
    this.clock = clock;
    this.stampClock = new StampClock(clock);
    this.eventTypes = eventTypes;
    this.positions = positions;
  }

  /**
   * Decodes one record.
   *
   * @param committedOffset the offset that the log held for the lane when this worker started
   * @param next the lane's next offset: everything before it has its outcome
   * @param state what the lane remembers
   * @param out takes the outcomes
   * @return the lane's next offset after this record
   * @throws IOException when the commit log can't be read; no record makes this throw
   */
  long decode(
      Lane lane,
      LaneRecord record,
      long committedOffset,
      long next,
      LaneState state,
      Consumer<Outcome> out)
      throws IOException {
    long offset = record.offset();
    if (offset < next && offset >= committedOffset) {
      throw new IllegalStateException(
          "Cannot take offset " + offset + " of lane " + lane + ": it comes after " + (next - 1));
    }
    End end = end(lane, record, committedOffset, state);
    if (offset < next) {
      return next; // the log holds it; it only had to be seen
    }
    long from = offset > next ? closeGap(lane, next, offset, out) : next;
    Outcome outcome =
        new Outcome(
            end.kind(),
            keyOf(lane),
            from,
            offset,
            record.timestampMillis(),
            end.folderMillis(),
            record.value(),
            record.replayOf(),
            end.event(),
            end.rejection());
    late += outcome.isInHourOfRecord() ? 1 : 0;
    out.accept(outcome);
    return offset + 1;
  }

  /** Made once while records of one lane follow each other. */
  private String keyOf(Lane lane) {
    if (lane != lastLane) {
      lastLane = lane;
      lastKey = lane.key();
    }
    return lastKey;
  }

  /** Total: whatever goes wrong with one record, it is a dead letter. */
  private End end(Lane lane, LaneRecord record, long committedOffset, LaneState state)
      throws IOException {
    try {
      Decoded decoded = decoder.decode(record.value(), record.timestampMillis(), record.replayOf());
      return decoded instanceof Decoded.Valid valid
          ? judge(valid.event(), lane, record, committedOffset, state)
          : End.deadLetter(record, ((Decoded.Invalid) decoded).rejection());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return End.deadLetter(record, unprocessable.add(lane, record.offset(), e));
    }
  }

  /** What is committed has its end, so its type takes no room: it may have been forgotten since. */
  private boolean hasRoom(Event event, LaneRecord record, long committedOffset) {
    return event.data() != null
        || record.offset() < committedOffset
        || eventTypes.take(event.type());
  }

  private End judge(
      Event event, Lane lane, LaneRecord record, long committedOffset, LaneState state)
      throws IOException {
    if (!hasRoom(event, record, committedOffset)) {
      return End.deadLetter(record, tooMany(event));
    }
    Deduplicator.Buckets buckets = state.ids();
    if (event.id() == null || !settings.deduplicates()) {
      return row(event, record, state);
    }
    EventHash key = EventHash.of(event.type(), event.id());
    var sighting = new FirstSeen(record.offset(), event.dataHash());
    Deduplicator.Verdict verdict =
        seenEvents.judge(key, sighting, timeOf(record, buckets), buckets);
    if (verdict == Deduplicator.Verdict.FIRST) {
      return row(event, record, state);
    }
    long first = seenEvents.first(key, buckets).offset();
    if (isReplayOf(lane, first, record) || wasDeadLetter(lane, first, committedOffset)) {
      seenEvents.replace(key, sighting, buckets);
      return row(event, record, state);
    }
    return verdict == Deduplicator.Verdict.DUPLICATE
        ? new End(Outcome.Kind.DUPLICATE, event.timeMillis(), event, null)
        : End.deadLetter(record, conflict(event));
  }

  /** A late event of an undeclared type past what a minute lets in: in the hour of its record. */
  private End row(Event event, LaneRecord record, LaneState state) {
    long folderMillis = event.timeMillis();
    boolean isLate = record.timestampMillis() - folderMillis > HOUR_MILLIS;
    if (isLate
        && event.data() == null
        && !state
            .lateHours()
            .enter(
                event.type(),
                Math.floorDiv(folderMillis, HOUR_MILLIS),
                timeOf(record, state.ids()),
                settings.maxLateHours())) {
      folderMillis = record.timestampMillis();
    }
    return new End(Outcome.Kind.ROW, folderMillis, event, null);
  }

  /** How many late events went into the hour of their record, since this was last asked. */
  long takeLate() {
    long count = late;
    late = 0;
    return count;
  }

  private static Rejection tooMany(Event event) {
    return new Rejection(
        RejectionReason.TOO_MANY_EVENT_TYPES,
        "event_type",
        event.type(),
        "must be known: the lake has as many event types as --maxEventTypes allows");
  }

  private static Rejection conflict(Event event) {
    return new Rejection(
        RejectionReason.CONFLICTING_ID,
        "id",
        event.id(),
        "must name one event: one of this type and id came before, with other data");
  }

  /**
   * An event that could not be written is remembered all the same; what is replayed is that one.
   */
  private static boolean isReplayOf(Lane lane, long offset, LaneRecord record) {
    return !record.replayOf().isEmpty()
        && record
            .replayOf()
            .equals(new Position(lane.topic(), lane.partition(), offset).toString());
  }

  /**
   * What was committed as a dead letter, and is an event for the eyes of today (a schema was
   * mended, a limit raised), has no row: the same event, sent or replayed later, is no duplicate.
   */
  private boolean wasDeadLetter(Lane lane, long offset, long committedOffset) throws IOException {
    if (offset >= committedOffset) {
      return false;
    }
    if (deadLetters == null) {
      deadLetters = positions.deadLetters();
    }
    return deadLetters.getOrDefault(lane.key(), Set.of()).contains(offset);
  }

  /**
   * One absurd stamp must not move the window of a lane, neither now nor when a backlog is read
   * hours later: it counts as the lane's newest time.
   */
  private long timeOf(LaneRecord record, Deduplicator.Buckets buckets) {
    long now = stampClock.millisFor(record.timestampMillis());
    return RecordTimes.isAbsurd(record.timestampMillis(), now)
        ? seenEvents.newest(buckets).orElse(now)
        : RecordTimes.believed(record.timestampMillis(), now);
  }

  /**
   * Offsets have gaps: transaction markers, aborted and compacted records. What retention deleted
   * is no gap but a loss. Asked after the gap was read, a log that still begins before it tells.
   */
  private long closeGap(Lane lane, long next, long offset, Consumer<Outcome> out) {
    long start = logStarts.of(lane);
    if (start <= next) {
      return next;
    }
    long gone = Math.min(start, offset);
    settings.checkLoss(lane, next, gone);
    long now = clock.millis();
    out.accept(
        new Outcome(
            Outcome.Kind.LOST, lane.key(), next, gone - 1, now, now, new byte[0], "", null, null));
    return gone;
  }
}
