package dev.tributary.ingest.endpoints;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code Prefer: wait=N} (RFC 7240). What can't be read is no preference. */
final class WaitPreference {
  /** Longer waits are cut to it. */
  static final Duration LONGEST = Duration.ofSeconds(30);

  private static final String NAME = "wait";
  private static final int MOST_CHARACTERS = 1_000;
  private static final int MOST_DIGITS = 9;

  private WaitPreference() {}

  /**
   * How long the client would wait, at most {@link #LONGEST}.
   *
   * @param headers the values of all headers {@code Prefer}; the first {@code wait} of them applies
   */
  static Optional<Duration> of(List<String> headers) {
    for (String header : headers) {
      if (header.length() > MOST_CHARACTERS) {
        return Optional.empty();
      }
      for (String preference : header.split(",")) {
        int parameters = preference.indexOf(';');
        String first = parameters < 0 ? preference : preference.substring(0, parameters);
        int equals = first.indexOf('=');
        if (equals >= 0 && first.substring(0, equals).strip().equalsIgnoreCase(NAME)) {
          return seconds(first.substring(equals + 1).strip());
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Duration> seconds(String text) {
    boolean isQuoted = text.length() > 2 && text.startsWith("\"") && text.endsWith("\"");
    String digits = isQuoted ? text.substring(1, text.length() - 1) : text;
    boolean isNumber = !digits.isEmpty() && digits.length() <= MOST_DIGITS;
    for (int i = 0; isNumber && i < digits.length(); i++) {
      isNumber = digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
    }
    return isNumber
        ? Optional.of(Duration.ofSeconds(Math.min(Long.parseLong(digits), LONGEST.toSeconds())))
        : Optional.empty();
  }
}
