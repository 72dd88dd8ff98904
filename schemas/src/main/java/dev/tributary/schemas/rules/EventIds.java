package dev.tributary.schemas.rules;

/** The ids that an event may have. */
public final class EventIds {
  /** Length of the longest id, in characters. */
  public static final int MAX_LENGTH = 128;

  /** The rule, for messages. */
  public static final String RULE = "must be 1 to 128 printable ASCII characters";

  private EventIds() {}

  /** True when the id is 1 to 128 characters from space to tilde. */
  public static boolean isValid(String id) {
    int length = id.length();
    if (length == 0 || length > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = id.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }
}
