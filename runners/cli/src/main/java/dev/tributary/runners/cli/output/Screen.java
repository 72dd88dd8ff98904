package dev.tributary.runners.cli.output;

import picocli.CommandLine.Help.Ansi;

/**
 * Whether standard output is a terminal, and what may be printed there. The launcher says so by the
 * property {@code tributary.terminal}, since Java's own answer is about standard input too.
 */
public final class Screen {
  private static final String TERMINAL = "tributary.terminal";

  private Screen() {}

  /** Whether a person looks at standard output. */
  public static boolean isTerminal() {
    String told = System.getProperty(TERMINAL);
    return told == null ? System.console() != null : Boolean.parseBoolean(told);
  }

  /** The text in green on a terminal with colours, else the text. */
  public static String good(String text) {
    return coloured("green", text);
  }

  /** The text in red on a terminal with colours, else the text. */
  public static String bad(String text) {
    return coloured("bold,red", text);
  }

  private static String coloured(String style, String text) {
    boolean isColoured =
        isTerminal() && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
    return isColoured ? Ansi.ON.string("@|" + style + " " + text + "|@") : text;
  }

  /** The text with its control characters written out: a terminal would obey them. */
  public static String harmless(String text) {
    if (text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    var shown = new StringBuilder();
    text.chars()
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                shown.append("\\u%04x".formatted(c));
              } else {
                shown.append((char) c);
              }
            });
    return shown.toString();
  }
}
