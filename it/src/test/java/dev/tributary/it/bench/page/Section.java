package dev.tributary.it.bench.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One benchmark on the page.
 *
 * @param title its heading
 * @param file the name of its figures in {@code docs/benchmarks}, without {@code .json}
 * @param command the benchmark's name and options, behind {@code mvn -q -Pbench}
 * @param what one sentence about what is measured
 */
record Section(String title, String file, String command, String what, List<Row> rows) {
  List<String> lines(JsonNode figures) {
    List<String> lines = new ArrayList<>();
    lines.add("## " + title);
    lines.add(
        "`mvn -q -Pbench "
            + command
            + "`. "
            + what
            + " Measured on "
            + figures.path("date").asText()
            + ", commit "
            + figures.path("commit").asText()
            + ", "
            + figures.path("cores").asInt()
            + " cores, Java "
            + figures.path("java").asText().split("\\+", 2)[0]
            + note(figures)
            + ".");
    lines.add("");
    lines.add("| figure | now | target | met |");
    lines.add("|---|---|---|---|");
    rows.forEach(row -> lines.add(row.line(figures)));
    return lines;
  }

  private static String note(JsonNode figures) {
    String note = figures.path("note").asText("");
    return note.isEmpty() ? "" : " (" + note + ")";
  }
}
