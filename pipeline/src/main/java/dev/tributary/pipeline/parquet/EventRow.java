package dev.tributary.pipeline.parquet;

import dev.tributary.ledger.record.Lane;
import dev.tributary.ledger.record.Position;
import dev.tributary.schemas.event.Event;

/**
 * One row of {@code events}.
 *
 * @param event the decoded event
 * @param rawEvent the record's bytes, which are UTF-8
 * @param lane where it comes from
 * @param offset its offset there
 * @param folderMillis the time whose hour names the folder, ms since the epoch
 * @param recordMillis the record's Kafka timestamp, ms since the epoch
 * @param replayOf the position that a replayed record had first, as text; empty for all others
 */
public record EventRow(
    Event event,
    byte[] rawEvent,
    Lane lane,
    long offset,
    long folderMillis,
    long recordMillis,
    String replayOf)
    implements Row {
  /** A row of a record that is no replay, in its own hour. */
  public EventRow(Event event, byte[] rawEvent, Lane lane, long offset) {
    this(event, rawEvent, lane, offset, event.timeMillis(), 0, "");
  }

  @Override
  public long heapBytes() {
    return HeapSize.of(event) + HeapSize.of(rawEvent);
  }

  /** The event's own id, or where none came the first position that it had. */
  String eventId() {
    if (event.id() != null) {
      return event.id();
    }
    return replayOf.isEmpty()
        ? new Position(lane.topic(), lane.partition(), offset).toString()
        : replayOf;
  }
}
