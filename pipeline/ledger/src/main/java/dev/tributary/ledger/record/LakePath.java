package dev.tributary.ledger.record;

import java.util.Arrays;

/**
 * Checks paths that did not come from this process, such as those of commit records: whoever may
 * write to the log could name any file of the machine.
 */
public final class LakePath {
  private LakePath() {}

  /**
   * A path as the writer makes them: folders and a name of letters, digits and {@code . _ = -}.
   *
   * @param folders the top-level folders that it may lie in
   * @return the path
   * @throws IllegalArgumentException when it is another
   */
  public static String in(String path, String... folders) {
    String[] names = path.split("/", -1);
    boolean known = names.length > 1 && Arrays.asList(folders).contains(names[0]);
    for (int i = 0; known && i < names.length; i++) {
      known = isName(names[i]);
    }
    if (!known) {
      throw new IllegalArgumentException(
          "A path must lie in " + String.join(" or ", folders) + " of the lake: " + path);
    }
    return path;
  }

  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (!letter && "._=-".indexOf(c) < 0) {
        return false;
      }
    }
    return !name.isEmpty() && !name.equals(".") && !name.equals("..");
  }
}
