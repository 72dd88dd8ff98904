package dev.tributary.runners.processes.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * Runs a picocli command as all commands here run. Exit codes: 0 done, 1 it did not work, 2 typed
 * wrongly. What went wrong is one line on standard error, and all that is typed wrongly is in it.
 */
public final class CommandRun {
  private static final int WIDTH = 110;

  private final Function<Throwable, String> describe;

  /**
   * Runs commands.
   *
   * @param describe makes one line of what a command threw
   */
  public CommandRun(Function<Throwable, String> describe) {
    this.describe = describe;
  }

  /**
   * Runs the command, or the one of its subcommands that the words name.
   *
   * @return the exit code
   */
  public int run(Object command, List<String> words) {
    var line = new CommandLine(command);
    collectErrors(line);
    line.setUsageHelpWidth(WIDTH)
        .setExecutionStrategy(this::execute)
        .setExecutionExceptionHandler((thrown, failed, parsed) -> report(thrown, failed));
    return line.execute(words.toArray(String[]::new));
  }

  /** Else picocli would report the first one only. */
  private static void collectErrors(CommandLine line) {
    line.getCommandSpec().parser().collectErrors(true);
    line.getSubcommands().values().forEach(CommandRun::collectErrors);
  }

  private int execute(ParseResult parsed) {
    List<String> problems = new ArrayList<>();
    ParseResult last = parsed;
    for (ParseResult each = parsed; each != null; each = each.subcommand()) {
      each.errors().forEach(error -> problems.add(error.getMessage()));
      last = each;
    }
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    if (!problems.isEmpty()) {
      String all = String.join("; ", problems) + ". --help says more";
      return report(new IllegalArgumentException(all), last.commandSpec().commandLine());
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private int report(Exception thrown, CommandLine failed) {
    failed.getErr().println(failed.getCommandName() + ": " + describe.apply(thrown));
    return thrown instanceof IllegalArgumentException
        ? CommandLine.ExitCode.USAGE
        : CommandLine.ExitCode.SOFTWARE;
  }
}
