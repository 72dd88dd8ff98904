package dev.tributary.it.secrets;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/** A random text that nothing else has: by its beginning it is found wherever it went. */
record Token(String text) {
  private static final String BEGIN = "zqtoken";
  private static final int LENGTH = BEGIN.length() + 32;

  static Token random() {
    return new Token(BEGIN + UUID.randomUUID().toString().replace("-", ""));
  }

  /** What every token begins with: as it is, and as base64 of what begins with it has it. */
  static String[] beginnings() {
    return new String[] {BEGIN, base64(BEGIN).substring(0, 8)};
  }

  /** The token that begins there, or whose base64 does. */
  static Token at(String text, int from) {
    if (text.startsWith(BEGIN, from)) {
      return new Token(text.substring(from, Math.min(text.length(), from + LENGTH)));
    }
    int chars = (LENGTH + 2) / 3 * 4;
    String encoded = text.substring(from, Math.min(text.length(), from + chars));
    byte[] decoded = Base64.getDecoder().decode(encoded.substring(0, encoded.length() / 4 * 4));
    return new Token(new String(decoded, StandardCharsets.ISO_8859_1).substring(0, LENGTH));
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
