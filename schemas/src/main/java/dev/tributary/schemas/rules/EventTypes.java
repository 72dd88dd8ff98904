package dev.tributary.schemas.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
      "must match [a-z][a-z0-9_]{0,63} and not be one of events, dead_letters, commits, hours,"
          + " requestors, acceptor, acceptors";

  private static final Set<String> RESERVED =
      Set.of("events", "dead_letters", "commits", "hours", "requestors", "acceptor", "acceptors");

  private EventTypes() {}

  /** The rule that the name breaks, or empty when it may be used. */
  public static Optional<String> problem(String name) {
    return isValid(name) ? Optional.empty() : Optional.of(RULE);
  }

  public static boolean isValid(String name) {
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
   * 8 hex digits of its SHA-256. Where characters outside ASCII were dropped, {@code _} and these
   * digits are the end: two names stay two types.
   */
  public static String fromForeignName(String name) {
    StringBuilder flat = new StringBuilder(Math.min(name.length(), MAX_LENGTH) + 2);
    boolean dropsForeign = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      dropsForeign |= c > 0x7F;
      append(c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c, flat);
    }
    if (flat.isEmpty() || flat.toString().equals("_")) {
      return "e_" + digits(name);
    }
    if (!isLetter(flat.charAt(0)) || RESERVED.contains(flat.toString())) {
      flat.insert(0, "e_");
    }
    String end = dropsForeign ? "_" + digits(name) : "";
    flat.setLength(Math.min(flat.length(), MAX_LENGTH - end.length()));
    return flat.append(end).toString();
  }

  private static void append(char c, StringBuilder flat) {
    if (flat.length() == MAX_LENGTH) {
      return;
    }
    if (isLetter(c) || c >= '0' && c <= '9') {
      flat.append(c);
    } else if (flat.isEmpty() || flat.charAt(flat.length() - 1) != '_') {
      flat.append('_');
    }
  }

  private static String digits(String name) {
    return HexFormat.of().formatHex(sha256(name), 0, 4);
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
