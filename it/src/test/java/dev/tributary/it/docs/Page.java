package dev.tributary.it.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A page in Markdown.
 *
 * @param file where it is
 * @param lines its text, with blank lines in the place of fenced code
 */
record Page(Path file, List<String> lines) {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /**
   * Something on a line.
   *
   * @param line its number, from 1
   */
  record Found(Page page, int line, String text) {
    String problem(String what) {
      return Checkout.ROOT.relativize(page.file) + ":" + line + ": " + what;
    }

    boolean isInTable() {
      return page.lines.get(line - 1).startsWith("|");
    }
  }

  static Page read(Path file) {
    try {
      List<String> lines = new ArrayList<>();
      boolean fenced = false;
      for (String line : Files.readAllLines(file)) {
        boolean fence = line.stripLeading().startsWith("```");
        lines.add(fence || fenced ? "" : line);
        fenced ^= fence;
      }
      return new Page(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /** The targets of its links. */
  List<Found> links() {
    return all(LINK);
  }

  /** What is in backticks. */
  List<Found> code() {
    return all(CODE);
  }

  private List<Found> all(Pattern pattern) {
    List<Found> found = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      int number = i + 1;
      pattern
          .matcher(lines.get(i))
          .results()
          .map((MatchResult match) -> new Found(this, number, match.group(1)))
          .forEach(found::add);
    }
    return found;
  }

  /** Its anchors, as GitHub makes them of headings. */
  Set<String> anchors() {
    Set<String> anchors = new TreeSet<>();
    for (String line : lines) {
      if (line.startsWith("#")) {
        String text = line.replaceFirst("^#+ *", "").toLowerCase(Locale.ROOT);
        String anchor = text.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
        for (int i = 1; !anchors.add(i == 1 ? anchor : anchor + "-" + (i - 1)); i++) {
          // a heading that comes again gets a number
        }
      }
    }
    return anchors;
  }
}
