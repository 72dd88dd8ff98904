package dev.tributary.schemas;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The names that an event type may have. A name becomes a folder and a view, so nothing else gets
 * in.
 */
public final class EventTypes {
  /** Length of the longest name, in characters. */
  public static final int MAX_LENGTH = 64;

  /** The rule, for messages. */
  public static final String RULE =
      "must match [a-z][a-z0-9_]{0,63} and not be one of events, dead_letters, commits,"
          + " requestors, acceptor, acceptors";

  private static final Set<String> RESERVED =
      Set.of("events", "dead_letters", "commits", "requestors", "acceptor", "acceptors");

  private EventTypes() {}

  /** The rule that the name breaks, or empty when it may be used. */
  public static Optional<String> problem(String name) {
    return isValid(name) ? Optional.empty() : Optional.of(RULE);
  }

  static boolean isValid(String name) {
    int length = name.length();
    if (length == 0 || length > MAX_LENGTH || !isLetter(name.charAt(0))) {
      return false;
    }
    for (int i = 1; i < length; i++) {
      char c = name.charAt(i);
      if (!isLetter(c) && !(c >= '0' && c <= '9') && c != '_') {
        return false;
      }
    }
    return !RESERVED.contains(name);
  }

  /**
   * The event type of a name that another specification gave (Segment, CloudEvents): lower case,
   * each run of other characters one {@code _}; a first character that is no letter, and a reserved
   * name, get {@code e_} before them; cut at 64. A name that leaves nothing becomes {@code e_} and
   * 8 hex digits of its SHA-256.
   */
  public static String fromForeignName(String name) {
    String flat = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    if (flat.isEmpty() || flat.equals("_")) {
      return "e_" + HexFormat.of().formatHex(sha256(name), 0, 4);
    }
    String named = isLetter(flat.charAt(0)) && !RESERVED.contains(flat) ? flat : "e_" + flat;
    return named.length() > MAX_LENGTH ? named.substring(0, MAX_LENGTH) : named;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot hash a name: every JDK has SHA-256", e);
    }
  }
}
