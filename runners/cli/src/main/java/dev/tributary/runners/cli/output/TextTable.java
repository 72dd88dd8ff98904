package dev.tributary.runners.cli.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Rows in columns of one width, for a terminal. Prints a page at a time: it keeps no more rows. */
public final class TextTable {
  private static final int PAGE = 500;
  private static final int WIDEST = 200;
  private static final String BETWEEN = " | ";

  private final PrintStream out;
  private final List<List<String>> page = new ArrayList<>();

  /** Prints the names above the first page. */
  public TextTable(List<String> names, PrintStream out) {
    this.out = out;
    page.add(names);
  }

  /** Adds a row. */
  public void add(List<String> row) {
    page.add(row.stream().map(Screen::harmless).toList());
    if (page.size() > PAGE) {
      flush();
    }
  }

  /** Prints what is left. */
  public void flush() {
    int[] widths = new int[page.isEmpty() ? 0 : page.get(0).size()];
    for (List<String> row : page) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], Math.min(WIDEST, row.get(i).length()));
      }
    }
    page.forEach(row -> out.println(line(row, widths)));
    page.clear();
  }

  private static String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(i == 0 ? "" : BETWEEN).append(row.get(i));
      line.append(" ".repeat(Math.max(0, widths[i] - row.get(i).length())));
    }
    return line.toString().stripTrailing();
  }
}
