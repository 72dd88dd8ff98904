package dev.tributary.schemas.rules;

/**
 * What is wrong with one input: the field, its value (shortened) and the rule it breaks.
 *
 * @param field the top-level JSON name, {@code data.} and the path of a declared field, or empty
 *     when the whole record is meant
 * @param value the offending value as text, at most {@value #MAX_VALUE} characters
 * @param rule the rule in words, without the value
 */
public record Rejection(RejectionReason reason, String field, String value, String rule) {
  private static final int MAX_VALUE = 100;
  private static final int MAX_CAUSE = 300;

  public Rejection {
    value = shortened(value, MAX_VALUE);
  }

  /** Never half of a surrogate pair at the end. */
  private static String shortened(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    return text.substring(0, end) + "…";
  }

  /** A rejection of a record at which the program itself failed. */
  public static Rejection unprocessable(Throwable cause) {
    return ofRecord(
        RejectionReason.UNPROCESSABLE,
        "could not be processed: " + shortened(cause.toString(), MAX_CAUSE));
  }

  /** A rejection of the whole record. */
  public static Rejection ofRecord(RejectionReason reason, String rule) {
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
