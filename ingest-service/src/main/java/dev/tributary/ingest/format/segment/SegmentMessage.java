package dev.tributary.ingest.format.segment;

import dev.tributary.ingest.envelope.EventFields;
import dev.tributary.ingest.format.EventError;
import dev.tributary.ingest.format.ParsedEvent;

/** One message of the Segment API; its time is corrected when the whole body is known. */
sealed interface SegmentMessage {
  /**
   * It has the fields of an event.
   *
   * @param fields the event without its time
   */
  record Untimed(EventFields fields, SegmentTime time) implements SegmentMessage {}

  /** It is no event. */
  record Malformed(EventError error) implements SegmentMessage {}

  /** The message as an event. */
  default ParsedEvent event(SegmentTime.Sent ofBatch, long receivedMillis) {
    return switch (this) {
      case Malformed malformed -> new ParsedEvent.Malformed(malformed.error());
      case Untimed untimed -> {
        SegmentTime.Corrected time = untimed.time().corrected(ofBatch, receivedMillis);
        yield new ParsedEvent.Parsed(untimed.fields().at(time.timestamp(), time.problems()));
      }
    };
  }

  /** Characters of its texts, which stay in memory until the answer. */
  default int characters() {
    return this instanceof Untimed untimed ? untimed.fields().characters() : 0;
  }
}
