package dev.tributary.it.readme;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The commands in a Markdown text's {@code console} blocks, with the output that they promise. */
final class ConsoleBlocks {
  /** The mark of a command that runs until Ctrl-C. */
  private static final String UNTIL_STOPPED = "^C";

  private ConsoleBlocks() {}

  /**
   * One command.
   *
   * @param line what a user types
   * @param output lines that it prints; {@code …} stands for any text, alone for any lines
   * @param untilStopped whether it runs until Ctrl-C
   */
  record Command(String line, List<String> output, boolean untilStopped) {
    /** Whether the printed text has all promised lines, in their order. */
    boolean isKeptBy(String printed) {
      var pattern = new StringBuilder("(?s).*?");
      for (String expected : output) {
        if (!expected.equals("…")) {
          String[] parts = expected.split("…", -1);
          for (int i = 0; i < parts.length; i++) {
            pattern.append(i == 0 ? "" : "[^\\n]*").append(Pattern.quote(parts[i]));
          }
          pattern.append("\\s*\\n.*?");
        }
      }
      return Pattern.compile(pattern + ".*").matcher(printed + "\n").matches();
    }
  }

  /** All commands, in the text's order. */
  static List<Command> commands(String markdown) {
    List<Command> commands = new ArrayList<>();
    boolean inside = false;
    for (String line : markdown.lines().toList()) {
      if (line.startsWith("```")) {
        inside = line.equals("```console");
      } else if (inside && line.startsWith("$ ")) {
        commands.add(new Command(line.substring(2), List.of(), false));
      } else if (inside) {
        Command last = commands.remove(commands.size() - 1);
        commands.add(with(last, line));
      }
    }
    return commands;
  }

  private static Command with(Command command, String line) {
    if (line.equals(UNTIL_STOPPED)) {
      return new Command(command.line(), command.output(), true);
    }
    var output = new ArrayList<>(command.output());
    output.add(line);
    return new Command(command.line(), output, command.untilStopped());
  }
}
