package dev.tributary.pipeline.decode;

import dev.tributary.pipeline.dedupe.EventKey;
import dev.tributary.pipeline.dedupe.SeenEvents;
import dev.tributary.pipeline.dedupe.Sighting;
import dev.tributary.pipeline.read.Lane;
import dev.tributary.pipeline.read.LaneRecord;
import dev.tributary.schemas.Decoded;
import dev.tributary.schemas.Event;
import dev.tributary.schemas.EventDecoder;
import dev.tributary.schemas.EventSchemas;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Fence, decode, deduplicate: one record of a lane becomes one outcome, or none when the commit log
 * already holds it. One instance a worker, for all its lanes. Knows nothing of Beam.
 */
final class LaneDecoder {
  private static final long MAX_AHEAD_MILLIS = 60_000;

  private final EventDecoder decoder = new EventDecoder();
  private final DecodeSettings settings;
  private final SeenEvents seenEvents;
  private final LogStarts logStarts;
  private final Clock clock;
  private final Set<String> undeclared;

  /**
   * Decodes by the settings.
   *
   * @param eventTypes the event types that the lake has already, declared ones or not
   */
  LaneDecoder(DecodeSettings settings, LogStarts logStarts, Clock clock, Set<String> eventTypes) {
    this.settings = settings;
    this.seenEvents = new SeenEvents(settings.dedupeWindow().toMillis());
    this.logStarts = logStarts;
    this.clock = clock;
    this.undeclared = new HashSet<>(eventTypes);
    EventSchemas.declared().all().forEach(schema -> undeclared.remove(schema.eventType()));
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
    Outcome.Kind kind = judge(event, record, buckets);
    if (offset < next) {
      return next; // the log holds it; it only had to be seen
    }
    long from = offset > next ? closeGap(lane, next, offset, out) : next;
    long eventMillis = event == null ? record.timestampMillis() : event.timeMillis();
    out.accept(
        new Outcome(
            kind,
            lane.key(),
            from,
            offset,
            record.timestampMillis(),
            eventMillis,
            record.value(),
            event));
    return offset + 1;
  }

  private Event event(LaneRecord record) {
    Decoded decoded = decoder.decode(record.value(), record.timestampMillis());
    return decoded instanceof Decoded.Valid valid ? valid.event() : null;
  }

  private Outcome.Kind judge(Event event, LaneRecord record, SeenEvents.Buckets buckets) {
    if (event == null) {
      return Outcome.Kind.DEAD_LETTER;
    }
    if (event.data() == null && !isKnown(event.type())) {
      return Outcome.Kind.TOO_MANY_EVENT_TYPES;
    }
    if (event.id() == null) {
      return Outcome.Kind.ROW;
    }
    SeenEvents.Verdict verdict =
        seenEvents.judge(
            EventKey.of(event.type(), event.id()),
            new Sighting(record.offset(), event.dataHash()),
            clamp(record.timestampMillis()),
            buckets);
    return switch (verdict) {
      case FIRST -> Outcome.Kind.ROW;
      case DUPLICATE -> Outcome.Kind.DUPLICATE;
      case CONFLICT -> Outcome.Kind.CONFLICT;
    };
  }

  private boolean isKnown(String eventType) {
    if (undeclared.contains(eventType)) {
      return true;
    }
    return undeclared.size() < settings.maxEventTypes() && undeclared.add(eventType);
  }

  /** One absurd stamp must not move the window of a lane. */
  private long clamp(long recordMillis) {
    return Math.min(recordMillis, clock.millis() + MAX_AHEAD_MILLIS);
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
        new Outcome(Outcome.Kind.LOST, lane.key(), next, gone - 1, now, now, new byte[0], null));
    return gone;
  }
}
