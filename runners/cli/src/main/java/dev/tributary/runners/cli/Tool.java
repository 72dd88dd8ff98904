package dev.tributary.runners.cli;

import dev.tributary.ledger.kafka.TypedSecret;
import dev.tributary.pipeline.job.LaunchEndedException;
import dev.tributary.runners.processes.command.CommandRun;
import dev.tributary.runners.processes.command.HelpOption;
import java.util.Arrays;
import java.util.List;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line: all commands, by name. */
@Command(
    name = "tributary",
    description = "Tools for a pipeline and its lake.",
    customSynopsis = "mvn -q -Ptool -Dtool=\"COMMAND [OPTIONS]\"",
    commandListHeading = "%nCommands (COMMAND --help says more):%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:it did not work", "2:typed wrongly"},
    subcommands = {
      AuditCommand.class,
      CommitsCommand.class,
      CompactCommand.class,
      FilesCommand.class,
      ForgetTypeCommand.class,
      InferCommand.class,
      ProofCommand.class,
      ReplayCommand.class,
      SavepointCommand.class,
      StatusCommand.class,
      TablesCommand.class,
      WaitCommand.class,
      GenerateCompletion.class
    })
public final class Tool implements Runnable {
  @Mixin private HelpOption help;
  @Spec private CommandSpec spec;

  /** Arguments: the command's name and its own arguments. */
  public static void main(String[] args) {
    System.exit(run(Arrays.asList(args)));
  }

  /** Runs a command and returns its exit code. */
  static int run(List<String> words) {
    try {
      words.forEach(TypedSecret::refuse);
    } catch (IllegalArgumentException e) {
      System.err.println(words.get(0) + ": " + e.getMessage());
      return 2;
    }
    return new CommandRun(LaunchEndedException::describe).run(new Tool(), words);
  }

  /** Without a command: what there is. */
  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}
