package dev.tributary.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schemas.columns.FieldIds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/contracts/lake-layout.md has the field ids that files have. */
final class FieldIdsPageTest {
  private static final String COMMITS = "## `commits`";
  private static final String HOURS = "## `hours`";
  private static final String DEAD_LETTERS = "## `dead_letters`";

  private final List<String> lines =
      Page.read(Checkout.ROOT.resolve("docs/contracts/lake-layout.md")).lines();

  @Test
  void hasEachIdOfEvents() {
    List<String> events = lines.subList(0, lines.indexOf(DEAD_LETTERS));
    FieldIds.EVERY_EVENT
        .byPath()
        .forEach(
            (path, id) -> {
              int dot = path.indexOf('.');
              String row = "| `" + (dot < 0 ? path : path.substring(0, dot)) + "` | ";
              String part = dot < 0 ? row + id : path.substring(dot + 1) + " " + id;
              assertThat(events)
                  .as(part)
                  .anyMatch(
                      line ->
                          line.startsWith(row)
                              && (line.contains(part + " ") || line.contains(part + ",")));
            });
  }

  @Test
  void hasEachIdOfDeadLetters() {
    List<String> rows = ids(lines.subList(lines.indexOf(DEAD_LETTERS), lines.indexOf(COMMITS)));
    FieldIds.DEAD_LETTERS
        .byPath()
        .forEach(
            (path, id) -> {
              if (!path.equals("dt")) { // the folder column, in a sentence
                assertThat(rows).contains("`" + path + "` " + id);
              }
            });
  }

  @Test
  void hasEachIdOfCommits() {
    List<String> page = lines.subList(lines.indexOf(COMMITS), lines.indexOf(HOURS));
    int lanes = page.indexOf("| field of `lanes` | ID | SQL | NULL | meaning |");
    int hours = page.indexOf("| field of `hours` | ID | SQL | NULL | meaning |");
    FieldIds.COMMITS
        .byPath()
        .forEach(
            (path, id) -> {
              String name = path.substring(path.lastIndexOf('.') + 1);
              if (path.startsWith("lanes.element.")) {
                assertThat(ids(page.subList(lanes, hours))).contains("`" + name + "` " + id);
              } else if (path.startsWith("hours.element.")) {
                assertThat(ids(page.subList(hours, page.size()))).contains("`" + name + "` " + id);
              } else if (path.contains(".")) {
                String row = "| `" + path.substring(0, path.indexOf('.')) + "` | ";
                assertThat(page.subList(0, lanes))
                    .anyMatch(line -> line.startsWith(row) && line.contains(name + " " + id));
              } else if (!path.equals("dt")) {
                assertThat(page.subList(0, lanes))
                    .anyMatch(line -> line.matches("\\| `" + path + "` \\| " + id + "[ ,].*"));
              }
            });
  }

  @Test
  void hasEachIdOfHours() {
    List<String> rows = ids(lines.subList(lines.indexOf(HOURS), lines.size()));
    FieldIds.HOURS
        .byPath()
        .forEach(
            (path, id) -> {
              if (!path.equals("dt")) { // the folder column, in a sentence
                assertThat(rows).contains("`" + path + "` " + id);
              }
            });
  }

  /** Names and IDs in the first two cells of rows, as many of each. */
  private static List<String> ids(List<String> page) {
    List<String> rows = new ArrayList<>();
    for (String line : page) {
      if (line.startsWith("| `") && line.contains("|")) {
        String[] cells = line.split("\\|");
        String[] names = cells[1].split(",");
        String[] ids = cells[2].split(",");
        for (int i = 0; i < names.length && names.length == ids.length; i++) {
          rows.add(names[i].strip() + " " + ids[i].strip());
        }
      }
    }
    return rows;
  }
}
