package dev.tributary.ledger.kafka;

import java.util.List;
import java.util.Locale;

/** Finds passwords in a command line, which other users, logs and job graphs would see. Pure. */
public final class TypedSecret {
  private static final List<String> NAMES = List.of("password", "passwd", "secret", "jaas");

  private TypedSecret() {}

  /**
   * Refuses an argument that looks as if it held a password. The message never repeats it.
   *
   * @throws IllegalArgumentException when it does
   */
  public static void refuse(String argument) {
    String[] nameAndValue = argument.split("=", 2);
    String value = nameAndValue.length == 2 ? nameAndValue[1].toLowerCase(Locale.ROOT) : "";
    String name = nameAndValue[0].toLowerCase(Locale.ROOT);
    if (NAMES.stream().anyMatch(name::contains)
        || NAMES.stream().anyMatch(secret -> names(value, secret))
        || hasUrlPassword(value)) {
      throw new IllegalArgumentException(
          nameAndValue[0]
              + " must not hold a password: other users and logs see a command line. Put it into a"
              + " properties file that only you may read, and type --kafkaConfig=FILE");
    }
  }

  /** Whether the text gives something of the name a value: name=…, name: …, "name" : …. */
  private static boolean names(String text, String secret) {
    for (int at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
      int next = at + secret.length();
      while (next < text.length() && isPartOfName(text.charAt(next))) {
        next++;
      }
      if (next < text.length() && (text.charAt(next) == '=' || text.charAt(next) == ':')) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPartOfName(char c) {
    return Character.isLetterOrDigit(c) || "._-\"' \\".indexOf(c) >= 0;
  }

  /** Whether it is an address with user and password: user:password@host. */
  private static boolean hasUrlPassword(String text) {
    int host = text.indexOf('@');
    if (host < 0) {
      return false;
    }
    int user = text.indexOf("://");
    int colon = text.indexOf(':', user < 0 ? 0 : user + 3);
    return colon >= 0 && colon < host && text.lastIndexOf('/', host) < colon;
  }
}
