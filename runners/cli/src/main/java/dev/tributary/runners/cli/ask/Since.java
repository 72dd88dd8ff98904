package dev.tributary.runners.cli.ask;

import java.time.DateTimeException;
import java.time.Duration;

/** The option {@code --since}: how far back a command looks. */
final class Since {
  private Since() {}

  /**
   * Reads it.
   *
   * @param typed an ISO-8601 duration
   * @param longest the longest that is allowed, in the same form
   * @throws IllegalArgumentException when it is none, negative or longer
   */
  static Duration of(String typed, String longest) {
    try {
      Duration past = Duration.parse(typed);
      if (!past.isNegative() && past.compareTo(Duration.parse(longest)) <= 0) {
        return past;
      }
    } catch (DateTimeException notOne) {
      // said below
    }
    throw new IllegalArgumentException(
        "--since must be an ISO-8601 duration of at most " + longest + ": " + typed);
  }
}
