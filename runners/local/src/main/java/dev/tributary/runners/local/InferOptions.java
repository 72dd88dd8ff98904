package dev.tributary.runners.local;

import dev.tributary.runners.processes.home.Endpoints;
import dev.tributary.runners.processes.home.Home;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the tool {@code infer} was told, or found running.
 *
 * @param type the event type; empty: none was named
 * @param most events that are read at most
 * @param into the folder of the file that is written; empty: it is printed
 */
record InferOptions(Optional<String> type, String lake, long most, Optional<String> into) {
  private static final String DEFAULT_MOST = "100000";
  private static final Map<String, String> KNOWN = known();

  private static Map<String, String> known() {
    var known = new LinkedHashMap<String, String>();
    known.put("--type", "The undeclared event type. Default: none, which lists those in the lake");
    known.put("--lake", "The lake: a folder or a URI. Default: the running system's");
    known.put("--limit", "Read so many events at most, the newest hours first. Default: 100000");
    known.put("--into", "Write the file into this folder, such as schemas/events. Default: print");
    return known;
  }

  static void help(PrintStream out) {
    out.println("infer reads the events of an undeclared type and proposes its schema file.");
    out.println("Options:");
    KNOWN.forEach((name, text) -> out.printf("  %-12s %s%n", name, text));
  }

  /**
   * Reads the arguments.
   *
   * @param running the system that is up, for the lake when none is named
   * @throws IllegalArgumentException when one of them is wrong, or nothing says which lake is meant
   */
  static InferOptions of(List<String> arguments, Optional<Endpoints> running, Home home) {
    var given = new LinkedHashMap<String, String>();
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      if (!KNOWN.containsKey(parts[0]) || parts.length < 2 || parts[1].isEmpty()) {
        throw new IllegalArgumentException(
            "must be NAME=VALUE with a name of "
                + String.join(", ", KNOWN.keySet())
                + ": "
                + argument);
      }
      if (given.put(parts[0], parts[1]) != null) {
        throw new IllegalArgumentException(parts[0] + " must be given once");
      }
    }
    String limit = given.getOrDefault("--limit", DEFAULT_MOST);
    if (!limit.matches("[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException("--limit must be a whole number above 0: " + limit);
    }
    return new InferOptions(
        Optional.ofNullable(given.get("--type")),
        given.containsKey("--lake") ? given.get("--lake") : lake(running, home),
        Long.parseLong(limit),
        Optional.ofNullable(given.get("--into")));
  }

  private static String lake(Optional<Endpoints> running, Home home) {
    return running
        .map(here -> here.lake().toString())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Tributary is not up in "
                        + home.folder()
                        + ": start it with mvn -q -Pup, or name --lake"));
  }
}
