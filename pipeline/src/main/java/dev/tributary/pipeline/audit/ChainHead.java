package dev.tributary.pipeline.audit;

/**
 * A state of the log and its hash, which fixes all states before it. Somebody wrote it down when an
 * audit printed it.
 *
 * @param sequence the state's number
 * @param hash its SHA-256 in hexadecimal digits
 */
public record ChainHead(long sequence, String hash) {
  /** Where nobody wrote one down. */
  public static final ChainHead NONE = new ChainHead(-1, "");

  private static final int DIGITS = 64;

  /**
   * Reads {@code SEQUENCE:HASH}.
   *
   * @throws IllegalArgumentException when it is anything else
   */
  public static ChainHead parse(String text) {
    int colon = text.indexOf(':');
    String hash = text.substring(colon + 1);
    try {
      boolean isHash =
          hash.length() == DIGITS && hash.chars().allMatch(c -> Character.digit(c, 16) >= 0);
      if (colon > 0 && isHash) {
        return new ChainHead(Long.parseUnsignedLong(text, 0, colon, 10), hash);
      }
    } catch (NumberFormatException noNumber) {
      // said below
    }
    throw new IllegalArgumentException(
        "--head must be SEQUENCE:SHA256, as --chain prints it: " + text);
  }

  @Override
  public String toString() {
    return sequence < 0 ? "none" : sequence + ":" + hash;
  }
}
