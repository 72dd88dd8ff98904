package dev.tributary.schemas.types;

/**
 * A declared field of an event, or of an object in one.
 *
 * @param name its name in JSON
 * @param column the name in SQL: the name's snake case
 * @param doc what it means
 * @param type what it takes
 * @param presence what happens when it is missing or null
 * @param defaultValue the value of a missing one, in the type's Java class; null is NULL
 * @param isLookup whether single events are looked up by its value
 */
public record EventField(
    String name,
    String column,
    String doc,
    FieldType type,
    Presence presence,
    Object defaultValue,
    boolean isLookup) {

  /** What happens when a field is missing or null. */
  public enum Presence {
    /** It must be there, and not be null. */
    REQUIRED,
    /** Missing, it has its default; null is wrong. */
    DEFAULTED,
    /** Missing, it has its default, which may be NULL; null is NULL. */
    OPTIONAL
  }

  /** {@code orderId}, {@code OrderID} and {@code order_id} are all {@code order_id}. */
  public static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
        .toLowerCase(java.util.Locale.ROOT);
  }
}
