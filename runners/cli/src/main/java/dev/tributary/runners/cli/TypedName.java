package dev.tributary.runners.cli;

import java.util.Arrays;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * How the user typed the command: help shows commands as the user can type them. They are written
 * for Maven; the launcher sets the property {@code tributary.launcher}.
 */
final class TypedName {
  private static final String LAUNCHER = "tributary.launcher";
  private static final String START = "mvn -q -Ptool -Dtool=\"";

  private TypedName() {}

  /** The command with its subcommands. */
  static CommandSpec inHelpOf(Object command) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(command);
    if (Boolean.getBoolean(LAUNCHER)) {
      rename(spec.usageMessage());
      spec.subcommands().values().forEach(each -> rename(each.getCommandSpec().usageMessage()));
    }
    return spec;
  }

  private static void rename(UsageMessageSpec help) {
    help.customSynopsis(renamed(help.customSynopsis())).footer(renamed(help.footer()));
  }

  private static String[] renamed(String[] lines) {
    return Arrays.stream(lines).map(TypedName::renamed).toArray(String[]::new);
  }

  private static String renamed(String line) {
    int start = line.indexOf(START);
    if (start < 0) {
      return line.replace("mvn -q -Pup", "tributary up");
    }
    int end = line.indexOf('"', start + START.length());
    return line.substring(0, start)
        + "tributary "
        + line.substring(start + START.length(), end)
        + line.substring(end + 1);
  }
}
