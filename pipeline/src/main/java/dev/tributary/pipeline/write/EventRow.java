package dev.tributary.pipeline.write;

import dev.tributary.pipeline.read.Lane;
import dev.tributary.schemas.Event;

/**
 * One row of {@code events}.
 *
 * @param event the decoded event
 * @param rawEvent the record's bytes, which are UTF-8
 * @param lane where it comes from
 * @param offset its offset there
 */
record EventRow(Event event, byte[] rawEvent, Lane lane, long offset) {
  /** The event's own id, or its position where none came. */
  String eventId() {
    return event.id() != null ? event.id() : lane.topic() + "-" + lane.partition() + "-" + offset;
  }
}
