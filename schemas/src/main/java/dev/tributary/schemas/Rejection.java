package dev.tributary.schemas;

/**
 * What is wrong with one input: the field, its value (shortened) and the rule it breaks.
 *
 * @param field the top-level JSON name, {@code data.} and the path of a declared field, or empty
 *     when the whole record is meant
 * @param value the offending value as text, at most {@value #MAX_VALUE} characters
 * @param rule the rule in words, without the value
 */
public record Rejection(Reason reason, String field, String value, String rule) {
  private static final int MAX_VALUE = 100;

  public Rejection {
    if (value.length() > MAX_VALUE) {
      value = value.substring(0, MAX_VALUE) + "…";
    }
  }

  /** A rejection of the whole record. */
  static Rejection ofRecord(Reason reason, String rule) {
    return new Rejection(reason, "", "", rule);
  }

  /** One sentence for people: field, value and rule. */
  public String detail() {
    if (field.isEmpty()) {
      return rule;
    }
    return field + " " + rule + (value.isEmpty() ? "" : ": " + value);
  }
}
