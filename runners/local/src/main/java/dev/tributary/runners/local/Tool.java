package dev.tributary.runners.local;

import dev.tributary.pipeline.job.LaunchEndedException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tools, by name. Exit codes: 0 done, 1 it did not work, 2 typed wrongly. */
public final class Tool {
  /** What a tool does with its arguments. */
  interface Command {
    /** One line for the list of tools. */
    String summary();

    /**
     * Runs it.
     *
     * @return the exit code
     */
    int run(List<String> arguments) throws Exception;
  }

  private static final Map<String, Command> COMMANDS =
      new TreeMap<>(
          Map.of(
              "forget-type", new ForgetType(),
              "infer", new Infer(System.out),
              "replay", new Replay(),
              "savepoint", new Savepoint(),
              "status", new Status(),
              "tables", new Tables(System.out)));

  private Tool() {}

  /** Arguments: the tool's name and its own arguments. */
  public static void main(String[] args) {
    System.exit(run(Arrays.asList(args)));
  }

  static int run(List<String> words) {
    if (words.isEmpty() || words.get(0).equals("--help")) {
      System.out.println("mvn -q -Ptool -Dtool=\"NAME options\", NAME is one of");
      COMMANDS.forEach((name, tool) -> System.out.printf("  %-11s %s%n", name, tool.summary()));
      return 0;
    }
    Command command = COMMANDS.get(words.get(0));
    if (command == null) {
      System.err.printf(
          "No tool %s: there are %s%n", words.get(0), String.join(", ", COMMANDS.keySet()));
      return 2;
    }
    try {
      return command.run(words.subList(1, words.size()));
    } catch (IllegalArgumentException e) {
      System.err.println(words.get(0) + ": " + e.getMessage());
      return 2;
    } catch (Exception e) {
      System.err.println(words.get(0) + ": " + LaunchEndedException.describe(e));
      return 1;
    }
  }
}
