package dev.tributary.schemas.types;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A declared event type.
 *
 * @param eventType its name
 * @param file the file that declares it, for messages
 * @param doc what such an event means
 * @param onWrongValue what becomes of an event with a field that breaks its rule
 * @param retain how long its rows stay in the lake, zero: for ever; none: as those of other types
 * @param data the fields of its {@code data}
 */
public record EventSchema(
    String eventType,
    String file,
    String doc,
    OnWrongValue onWrongValue,
    Optional<Duration> retain,
    FieldType.Group data) {

  /** What becomes of an event with a field that breaks its rule. */
  public enum OnWrongValue {
    /** The event is refused: an error to the client, a dead letter in the pipeline. */
    REJECT,
    /** The field is NULL, the event is kept, {@code problems} says what was wrong. */
    NULL
  }

  /** The fields of the event's data: a column each. */
  public List<EventField> fields() {
    return data.fields();
  }
}
