package dev.tributary.it.contents.rule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/** Names and ids that come by other specifications, as ours (the HTTP contract). */
public final class ForeignNames {
  private static final Set<String> RESERVED =
      Set.of("events", "dead_letters", "commits", "hours", "requestors", "acceptor", "acceptors");

  private ForeignNames() {}

  /** The event type of a name. */
  public static String type(String name) {
    var flat = new StringBuilder();
    boolean dropped = false;
    for (int i = 0; i < name.length(); i++) {
      char unit = name.charAt(i);
      char lower = unit >= 'A' && unit <= 'Z' ? (char) (unit + 32) : unit;
      if (lower >= 'a' && lower <= 'z' || lower >= '0' && lower <= '9') {
        flat.append(lower);
      } else if (flat.isEmpty() || flat.charAt(flat.length() - 1) != '_') {
        flat.append('_');
      }
      dropped |= unit > 127;
    }
    String hash = HexFormat.of().formatHex(sha256(name), 0, 4);
    String text = flat.toString();
    if (text.isEmpty() || text.equals("_")) {
      return "e_" + hash;
    }
    if (text.charAt(0) < 'a' || RESERVED.contains(text)) {
      text = "e_" + text;
    }
    return dropped ? cut(text, 64 - 9) + "_" + hash : cut(text, 64);
  }

  /** The id of an id. */
  public static String id(String id) {
    boolean printable = id.chars().allMatch(unit -> unit >= ' ' && unit <= '~');
    return printable && !id.isEmpty() && id.length() <= 128
        ? id
        : HexFormat.of().formatHex(sha256(id));
  }

  private static String cut(String text, int length) {
    return text.length() > length ? text.substring(0, length) : text;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
