package dev.tributary.schemas.decode;

import dev.tributary.schemas.event.Decoded;
import dev.tributary.schemas.event.Event;
import dev.tributary.schemas.json.BrokenJsonException;
import dev.tributary.schemas.json.HashRoom;
import dev.tributary.schemas.json.JsonReader;
import dev.tributary.schemas.rules.EventTimes;
import dev.tributary.schemas.rules.Rejection;
import dev.tributary.schemas.rules.RejectionReason;
import dev.tributary.schemas.rules.Utf8;
import dev.tributary.schemas.types.EventSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Decodes a Kafka record's value: the ingest-service's flat JSON object, with or without the fields
 * that the old service did not write. The ingest-service checks with this class what the pipeline
 * decodes with it. Thread safe.
 */
public final class EventDecoder {
  private final EventSchemas schemas;
  private final TextCache shared = new TextCache();
  private final HashRoom room = new HashRoom();

  /** Decodes by the declared event types of this build. */
  public EventDecoder() {
    this(EventSchemas.declared());
  }

  /** Decodes by these event types. */
  public EventDecoder(EventSchemas schemas) {
    this.schemas = schemas;
  }

  /**
   * Decodes one record.
   *
   * @param value the record's value; an empty array for a record without one
   * @param recordMillis the record's Kafka timestamp, milliseconds since the epoch: the time of
   *     receipt of an event that names none, or an impossible one
   */
  public Decoded decode(byte[] value, long recordMillis) {
    return decode(value, EventTimes.Belief.first(recordMillis));
  }

  /**
   * The same for a record that may be a dead letter which was put back: it names when it was first
   * received.
   *
   * @param replayOf the position that a replayed record had first; empty for all others
   */
  public Decoded decode(byte[] value, long recordMillis, String replayOf) {
    return decode(
        value,
        replayOf.isEmpty()
            ? EventTimes.Belief.first(recordMillis)
            : EventTimes.Belief.replayed(recordMillis));
  }

  private Decoded decode(byte[] value, EventTimes.Belief belief) {
    if (isBlank(value)) {
      return reject(RejectionReason.EMPTY, "the record has no value");
    }
    if (!Utf8.isValid(value)) {
      return reject(RejectionReason.NOT_UTF8, "the record is not UTF-8");
    }
    try {
      Event plain = plain(value, belief);
      return plain == null ? decodeSlowly(value, belief) : new Decoded.Valid(plain);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read bytes in memory", e);
    }
  }

  private Event plain(byte[] value, EventTimes.Belief belief) throws IOException {
    try {
      return new FastEnvelope(schemas, shared, room, value).read(belief);
    } catch (BrokenJsonException notPlain) {
      return null;
    }
  }

  /** Any record, in the slow and obvious way: the twin of the fast one. */
  public Decoded decodeSlowly(byte[] value, long recordMillis) throws IOException {
    return decodeSlowly(value, EventTimes.Belief.first(recordMillis));
  }

  private Decoded decodeSlowly(byte[] value, EventTimes.Belief belief) throws IOException {
    try (JsonReader reader = JsonReader.of(value)) {
      return new EnvelopeReader(schemas, reader).read(belief);
    } catch (BrokenJsonException broken) {
      String what = broken.reason() == RejectionReason.NOT_JSON ? "the record is not JSON: " : "";
      return reject(broken.reason(), what + broken.getMessage());
    }
  }

  private static Decoded reject(RejectionReason reason, String rule) {
    return new Decoded.Invalid(Rejection.ofRecord(reason, rule));
  }

  private static boolean isBlank(byte[] value) {
    for (byte b : value) {
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return false;
      }
    }
    return true;
  }
}
