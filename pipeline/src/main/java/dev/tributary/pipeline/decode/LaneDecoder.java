package dev.tributary.pipeline.decode;

import dev.tributary.pipeline.dedupe.EventKey;
import dev.tributary.pipeline.dedupe.RecordTimes;
import dev.tributary.pipeline.dedupe.SeenEvents;
import dev.tributary.pipeline.dedupe.Sighting;
import dev.tributary.pipeline.dedupe.StampClock;
import dev.tributary.pipeline.read.Lane;
import dev.tributary.pipeline.read.LaneRecord;
import dev.tributary.schemas.Decoded;
import dev.tributary.schemas.Event;
import dev.tributary.schemas.EventDecoder;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Fence, decode, deduplicate: one record of a lane becomes one outcome, or none when the commit log
 * already holds it. One instance a worker, for all its lanes. Knows nothing of Beam.
 */
final class LaneDecoder {
  private final EventDecoder decoder = new EventDecoder();
  private final DecodeSettings settings;
  private final SeenEvents seenEvents;
  private final LogStarts logStarts;
  private final Clock clock;
  private final StampClock stampClock;
  private final KnownTypes eventTypes;
  private final Fence past;
  private Map<String, Set<Long>> deadLetters;
  private Lane lastLane;
  private String lastKey;

  /**
   * Decodes by the settings.
   *
   * @param eventTypes the event types that the lake has already, and room for more
   * @param past tells what the committed records became
   */
  LaneDecoder(
      DecodeSettings settings,
      LogStarts logStarts,
      Clock clock,
      KnownTypes eventTypes,
      Fence past) {
    this.settings = settings;
    this.seenEvents = new SeenEvents(settings.dedupeWindow().toMillis());
    this.logStarts = logStarts;
    this.clock = clock;
    this.stampClock = new StampClock(clock);
    this.eventTypes = eventTypes;
    this.past = past;
  }

  /**
   * Decodes one record.
   *
   * @param fence the offset that the log held for the lane when this worker started
   * @param next the lane's next offset: everything before it has its outcome
   * @param out takes the outcomes
   * @return the lane's next offset after this record
   */
  long decode(
      Lane lane,
      LaneRecord record,
      long fence,
      long next,
      SeenEvents.Buckets buckets,
      Consumer<Outcome> out) {
    long offset = record.offset();
    if (offset < next && offset >= fence) {
      throw new IllegalStateException(
          "Cannot take offset " + offset + " of lane " + lane + ": it comes after " + (next - 1));
    }
    Event event = event(record);
    Outcome.Kind kind = judge(event, lane, record, fence, buckets);
    if (offset < next) {
      return next; // the log holds it; it only had to be seen
    }
    long from = offset > next ? closeGap(lane, next, offset, out) : next;
    long eventMillis = event == null ? record.timestampMillis() : event.timeMillis();
    out.accept(
        new Outcome(
            kind,
            keyOf(lane),
            from,
            offset,
            record.timestampMillis(),
            eventMillis,
            record.value(),
            record.replayOf(),
            event));
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

  private Event event(LaneRecord record) {
    Decoded decoded = decoder.decode(record.value(), record.timestampMillis());
    return decoded instanceof Decoded.Valid valid ? valid.event() : null;
  }

  private Outcome.Kind judge(
      Event event, Lane lane, LaneRecord record, long fence, SeenEvents.Buckets buckets) {
    if (event == null) {
      return Outcome.Kind.DEAD_LETTER;
    }
    if (event.data() == null && !eventTypes.take(event.type())) {
      return Outcome.Kind.TOO_MANY_EVENT_TYPES;
    }
    if (event.id() == null || !settings.deduplicates()) {
      return Outcome.Kind.ROW;
    }
    EventKey key = EventKey.of(event.type(), event.id());
    var sighting = new Sighting(record.offset(), event.dataHash());
    SeenEvents.Verdict verdict = seenEvents.judge(key, sighting, timeOf(record, buckets), buckets);
    if (verdict != SeenEvents.Verdict.FIRST
        && wasDeadLetter(lane, seenEvents.first(key, buckets).offset(), fence)) {
      seenEvents.replace(key, sighting, buckets);
      return Outcome.Kind.ROW;
    }
    return switch (verdict) {
      case FIRST -> Outcome.Kind.ROW;
      case DUPLICATE -> Outcome.Kind.DUPLICATE;
      case CONFLICT -> Outcome.Kind.CONFLICT;
    };
  }

  /**
   * What was committed as a dead letter, and is an event for the eyes of today (a schema was
   * mended, a limit raised), has no row: the same event, sent or replayed later, is no duplicate.
   */
  private boolean wasDeadLetter(Lane lane, long offset, long fence) {
    if (offset >= fence) {
      return false;
    }
    if (deadLetters == null) {
      deadLetters = past.deadLetters();
    }
    return deadLetters.getOrDefault(lane.key(), Set.of()).contains(offset);
  }

  /**
   * One absurd stamp must not move the window of a lane, neither now nor when a backlog is read
   * hours later: it counts as the lane's newest time.
   */
  private long timeOf(LaneRecord record, SeenEvents.Buckets buckets) {
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
            Outcome.Kind.LOST, lane.key(), next, gone - 1, now, now, new byte[0], "", null));
    return gone;
  }
}
