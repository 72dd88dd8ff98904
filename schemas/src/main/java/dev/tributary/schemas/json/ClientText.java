package dev.tributary.schemas.json;

/** Text that clients chose, on its way to a terminal or a page: short, one line, visible. Pure. */
public final class ClientText {
  private static final int MAX_LINE = 500;

  /** What tables and links of a page are made of. */
  private static final String MARKUP = "|`<>[]\\";

  private ClientText() {}

  /** True when it may stand in a comment as it is. */
  public static boolean isPlain(String text, int maxLength) {
    return !text.isBlank()
        && text.length() <= maxLength
        && text.codePoints().noneMatch(c -> isHidden(c) || MARKUP.indexOf(c) >= 0);
  }

  /** The text as a line of a report: cut, with ? for what would not be seen, or move a cursor. */
  public static String line(String text) {
    String cut = text.length() <= MAX_LINE ? text : text.substring(0, MAX_LINE) + "…";
    var line = new StringBuilder();
    cut.codePoints().forEach(c -> line.appendCodePoint(isHidden(c) ? '?' : c));
    return line.toString();
  }

  private static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
