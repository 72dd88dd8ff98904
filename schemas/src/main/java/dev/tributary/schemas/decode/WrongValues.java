package dev.tributary.schemas.decode;

import dev.tributary.schemas.event.TypedData;
import dev.tributary.schemas.rules.Rejection;
import dev.tributary.schemas.types.EventSchema;
import java.util.ArrayList;
import java.util.List;

/** Decides, by the type's setting, what wrong values make of an event. */
final class WrongValues {
  private final EventSchema schema;
  private final Object[] values;
  private final List<Rejection> found;

  /**
   * Looks through values.
   *
   * @param values one for each field of the schema; the wrong ones are taken out
   */
  WrongValues(EventSchema schema, Object[] values) {
    this.schema = schema;
    this.values = values;
    List<Rejection> all = List.of();
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof WrongValue wrong) {
        all = all.isEmpty() ? new ArrayList<>() : all;
        all.add(wrong.rejection(schema.fields().get(i).name()));
        values[i] = null;
      }
    }
    this.found = all;
  }

  /** Why the event is refused, or null when it is not. */
  Rejection rejection() {
    boolean refused = !found.isEmpty() && schema.onWrongValue() == EventSchema.OnWrongValue.REJECT;
    return refused ? found.get(0) : null;
  }

  /** The values, with NULL in the place of wrong ones. */
  TypedData without() {
    List<String> problems =
        found.isEmpty() ? List.of() : found.stream().map(Rejection::detail).toList();
    return new TypedData(schema, values, problems);
  }
}
