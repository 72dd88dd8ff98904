package dev.tributary.schemas.event;

import dev.tributary.schemas.types.EventSchema;
import java.util.Arrays;
import java.util.List;

/** The data of one event of a declared type: a value for each field, in the fields' order. */
public final class TypedData {
  private final EventSchema schema;
  private final Object[] values;
  private final List<String> problems;

  public TypedData(EventSchema schema, Object[] values, List<String> problems) {
    this.schema = schema;
    this.values = values;
    this.problems = problems;
  }

  /** The event's type. */
  public EventSchema schema() {
    return schema;
  }

  /** The value of the schema's field at the index, in its type's Java class; null is NULL. */
  public Object value(int index) {
    return values[index];
  }

  /** What was wrong with the fields that are NULL for that; field, rule and value of each. */
  public List<String> problems() {
    return problems;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TypedData that
        && schema.equals(that.schema)
        && Arrays.deepEquals(values, that.values)
        && problems.equals(that.problems);
  }

  @Override
  public int hashCode() {
    return 31 * schema.hashCode() + Arrays.deepHashCode(values);
  }

  @Override
  public String toString() {
    return schema.eventType() + Arrays.deepToString(values) + problems;
  }
}
