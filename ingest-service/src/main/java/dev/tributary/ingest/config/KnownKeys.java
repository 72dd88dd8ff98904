package dev.tributary.ingest.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Pattern;

/** Which keys there are. */
final class KnownKeys {
  /** Keys with a part that the user chooses. */
  private static final Pattern OPEN =
      Pattern.compile(
          "kafka\\.client\\..+|topics\\.[a-z][a-z0-9_]*"
              + "|routes\\.\\d+\\.(path|event-type|topic|reply|open)"
              + "|(headers\\.drop|headers\\.keep|cors\\.origins)\\.\\d+");

  private KnownKeys() {}

  static boolean isKnown(String key) {
    return OPEN.matcher(key).matches()
        || Arrays.stream(Option.values()).anyMatch(option -> option.key().equals(key));
  }

  static String nearest(String key) {
    return Arrays.stream(Option.values())
        .map(Option::key)
        .min(Comparator.comparingInt(known -> distance(key, known)))
        .map(known -> "did you mean " + known + "?")
        .orElse("");
  }

  /** Levenshtein's distance. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int above = row[j];
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + change);
        diagonal = above;
      }
    }
    return row[other.length()];
  }
}
