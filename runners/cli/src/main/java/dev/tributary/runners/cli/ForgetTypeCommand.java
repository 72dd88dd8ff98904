package dev.tributary.runners.cli;

import dev.tributary.pipeline.forget.ForgetTypeRequest;
import dev.tributary.pipeline.forget.ForgetTypeTool;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import dev.tributary.runners.cli.output.OutputOptions;
import dev.tributary.runners.cli.output.Result;
import dev.tributary.runners.processes.command.HelpOption;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Forgets event types: of the running system, or of any that the options name. */
@Command(
    name = "forget-type",
    description = "Forgets undeclared event types that were made by mistake.",
    customSynopsis = "mvn -q -Ptool -Dtool=\"forget-type [OPTIONS]\"",
    optionListHeading = "%n",
    footer = {
      "%nA pipeline that runs ends with its next commit: launch it again (-Pup does so itself).",
      "%nExamples:",
      "  mvn -q -Ptool -Dtool=\"forget-type --type=test,junk_* --dry-run\"",
      "  mvn -q -Ptool -Dtool=\"forget-type --type=test,junk_* --deleteData\""
    })
final class ForgetTypeCommand implements Callable<Integer> {
  /**
   * What was forgotten, or would be.
   *
   * @param dryRun whether nothing was done
   * @param types the event types
   * @param partitions how many partitions left the metastore
   * @param files how many files have rows of them
   * @param filesDeleted whether these were deleted
   */
  record Forgotten(
      boolean dryRun, List<String> types, int partitions, int files, boolean filesDeleted)
      implements Result {
    @Override
    public void print(PrintStream out) {
      out.println(
          (dryRun ? "Would forget " : "Forgot ")
              + types.size()
              + " event types: "
              + String.join(", ", types));
      out.println("  partitions in the metastore: " + partitions);
      String fate = filesDeleted ? "are deleted" : "stay in the lake";
      out.println(
          "  files of their rows, which "
              + (dryRun ? "are left, or deleted with --deleteData" : fate)
              + ": "
              + files);
      if (!dryRun) {
        out.println(
            "A pipeline that ran ends with its next commit: launch it again (mvn -q -Pup does so"
                + " itself).");
      }
    }
  }

  @Mixin private HelpOption help;
  @Mixin private PipelineOptions pipeline;
  @Mixin private DatabaseOptions database;

  @Option(
      names = "--type",
      required = true,
      paramLabel = "TYPES",
      description =
          "The undeclared event types, comma separated; a * at the end stands for any end. Example:"
              + " test,junk_*")
  private String type;

  @Option(
      names = "--deleteData",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description =
          "Delete the files of their rows too. Default: false, the files stay in the lake")
  private boolean deleteData;

  @Option(
      names = "--force",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Also types that got rows within the last hour. Default: false")
  private boolean force;

  @Option(
      names = {"--dry-run", "--dryRun"},
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Say what would be done, and do nothing. Default: false")
  private boolean dryRun;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws Exception {
    ForgetTypeTool.Forgotten done =
        ForgetTypeTool.run(
            new ForgetTypeRequest(pipeline.access(), metastore(), type, deleteData, force, dryRun));
    output.print(
        new Forgotten(
            dryRun, done.types(), done.partitions(), done.files(), deleteData && !dryRun));
    return 0;
  }

  /** Of another pipeline only the one that is named: without it, its files alone. */
  private Optional<MetastoreAddress> metastore() throws IOException {
    return database.named().isPresent()
        ? database.named()
        : pipeline.running().map(here -> database.at(here.metastore()));
  }
}
