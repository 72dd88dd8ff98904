package dev.tributary.runners.cli;

import dev.tributary.ledger.kafka.TypedSecret;
import dev.tributary.pipeline.job.LaunchEndedException;
import dev.tributary.runners.cli.ask.FindCommand;
import dev.tributary.runners.cli.ask.ReceiptCommand;
import dev.tributary.runners.cli.ask.SqlCommand;
import dev.tributary.runners.cli.ask.StatusCommand;
import dev.tributary.runners.cli.ask.TailCommand;
import dev.tributary.runners.processes.command.CommandRun;
import dev.tributary.runners.processes.command.HelpOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line: all commands, by name. */
@Command(
    name = "tributary",
    description = "Tools for a pipeline and its lake.",
    customSynopsis = "mvn -q -Ptool -Dtool=\"COMMAND [OPTIONS]\"",
    commandListHeading = "%nCommands (COMMAND --help says more):%n",
    footer = "%nEverything on this machine starts with: mvn -q -Pup",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:it did not work", "2:typed wrongly"},
    versionProvider = BuiltVersion.class,
    subcommands = {
      AuditCommand.class,
      CommitsCommand.class,
      CompactCommand.class,
      FilesCommand.class,
      FindCommand.class,
      ForgetTypeCommand.class,
      InferCommand.class,
      ProofCommand.class,
      ReceiptCommand.class,
      ReplayCommand.class,
      RetainCommand.class,
      SavepointCommand.class,
      SqlCommand.class,
      StatusCommand.class,
      TablesCommand.class,
      TailCommand.class,
      WaitCommand.class,
      GenerateCompletion.class
    })
public final class Tool implements Runnable {
  private static final Set<String> TAKE_TEXT = Set.of("sql", "find");

  @Mixin private HelpOption help;
  @Spec private CommandSpec spec;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version")
  private boolean isVersionAsked;

  /** Arguments: the command's name and its own arguments. */
  public static void main(String[] args) {
    System.exit(run(Arrays.asList(args)));
  }

  /** Runs a command and returns its exit code. */
  static int run(List<String> words) {
    try {
      words.stream().filter(word -> !isText(word, words)).forEach(TypedSecret::refuse);
    } catch (IllegalArgumentException e) {
      System.err.println(words.get(0) + ": " + e.getMessage());
      return 2;
    }
    return new CommandRun(LaunchEndedException::describe)
        .run(TypedName.inHelpOf(new Tool()), words);
  }

  /** A statement, or an ID to look up: it may be about a column that is named password. */
  private static boolean isText(String word, List<String> words) {
    return TAKE_TEXT.contains(words.get(0)) && !word.startsWith("-");
  }

  /** Without a command: what there is. */
  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}
