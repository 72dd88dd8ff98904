package dev.tributary.pipeline.outcome;

import dev.tributary.schemas.event.Event;
import dev.tributary.schemas.rules.Rejection;

/**
 * What became of one record: its kind, its position and its untouched bytes. {@code from} is where
 * the lane stood before it, so that whoever puts outcomes together can prove that none is missing.
 */
public final class Outcome {
  /** The ends that a record can have. */
  public enum Kind {
    /** A row of {@code events}. */
    ROW,
    /** A row of {@code dead_letters}, for the reason that it carries. */
    DEAD_LETTER,
    /** Seen before with the same data: counted. */
    DUPLICATE,
    /** Records that retention deleted before they were read, and whose loss a person accepted. */
    LOST
  }

  private final Kind kind;
  private final String lane;
  private final long from;
  private final long offset;
  private final long recordMillis;
  private final long eventMillis;
  private final byte[] value;
  private final String replayOf;
  private final Event event; // not encoded: a pure function of value and recordMillis
  private final Rejection rejection;

  public Outcome(
      Kind kind,
      String lane,
      long from,
      long offset,
      long recordMillis,
      long eventMillis,
      byte[] value,
      String replayOf,
      Event event,
      Rejection rejection) {
    this.kind = kind;
    this.lane = lane;
    this.from = from;
    this.offset = offset;
    this.recordMillis = recordMillis;
    this.eventMillis = eventMillis;
    this.value = value;
    this.replayOf = replayOf;
    this.event = event;
    this.rejection = rejection;
  }

  /** The record's end. */
  public Kind kind() {
    return kind;
  }

  /** The key of the record's lane. */
  public String lane() {
    return lane;
  }

  /** The lane's next offset before this record: less than {@link #offset} where there was a gap. */
  public long from() {
    return from;
  }

  /** The record's offset; for {@code LOST} the last offset that is gone. */
  public long offset() {
    return offset;
  }

  /** The record's Kafka timestamp, milliseconds since the epoch. */
  public long recordMillis() {
    return recordMillis;
  }

  /** The time whose hour names the folder, milliseconds since the epoch. */
  public long eventMillis() {
    return eventMillis;
  }

  /** Whether that is another time than the event's own: of a late one, its record's. */
  public boolean isInHourOfRecord() {
    return event != null && event.timeMillis() != eventMillis;
  }

  /** The record's bytes. */
  public byte[] value() {
    return value;
  }

  /** The position that a replayed record had first, as text; empty for all others. */
  public String replayOf() {
    return replayOf;
  }

  /** The decoded event, or null after a trip over the wire and for all that is none. */
  public Event event() {
    return event;
  }

  /** Why it is a dead letter; null for all other kinds. */
  public Rejection rejection() {
    return rejection;
  }

  /** The same with its event, after a trip over the wire. */
  public Outcome with(Event decoded) {
    return new Outcome(
        kind, lane, from, offset, recordMillis, eventMillis, value, replayOf, decoded, null);
  }

  /** The same record as a dead letter. */
  public Outcome asDeadLetter(Rejection why) {
    return new Outcome(
        Kind.DEAD_LETTER,
        lane,
        from,
        offset,
        recordMillis,
        eventMillis,
        value,
        replayOf,
        null,
        why);
  }
}
