package dev.tributary.runners.cli.ask;

import dev.tributary.runners.cli.output.Result;
import dev.tributary.runners.cli.output.Screen;
import java.io.PrintStream;
import java.util.List;

/**
 * The status of a system.
 *
 * @param home its folder; empty for one that was named by its service
 * @param lake the folder of its tables; empty when it is not known
 * @param parts empty when it is not up, or was named by its service
 * @param flow what the service says; null when it does not answer
 * @param problems what is wrong, a line each; empty: nothing
 */
record Status(
    String home, boolean up, String lake, List<PartStatus> parts, Flow flow, List<String> problems)
    implements Result {
  Status {
    parts = List.copyOf(parts);
    problems = List.copyOf(problems);
  }

  /** Of a home where nothing runs. */
  static Status notUp(String home) {
    return new Status(home, false, "", List.of(), null, List.of("Tributary is not up in " + home));
  }

  @Override
  public void print(PrintStream out) {
    parts.forEach(
        part ->
            out.printf(
                "  %-14s %-22s %s%n",
                part.name(),
                part.address(),
                part.answers() ? Screen.good("answers") : Screen.bad("is down")));
    if (!lake.isEmpty()) {
      line(out, "lake", lake);
    }
    if (flow != null) {
      flow.lines().forEach((name, text) -> line(out, name, text));
    }
    problems.forEach(problem -> out.println(Screen.bad(Screen.harmless(problem))));
    if (problems.isEmpty()) {
      out.println(Screen.good("All is well"));
    }
  }

  private static void line(PrintStream out, String name, String text) {
    out.printf("  %-14s %s%n", name, Screen.harmless(text));
  }
}
