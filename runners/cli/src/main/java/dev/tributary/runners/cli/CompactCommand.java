package dev.tributary.runners.cli;

import dev.tributary.pipeline.PipelineAccess;
import dev.tributary.pipeline.keep.Compaction;
import dev.tributary.pipeline.keep.CompactionPlan;
import dev.tributary.pipeline.keep.CompactionRules;
import dev.tributary.pipeline.keep.PartitionFilter;
import dev.tributary.pipeline.keep.StandingCompaction;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import dev.tributary.runners.cli.output.OutputOptions;
import dev.tributary.runners.cli.output.Result;
import dev.tributary.runners.processes.command.HelpOption;
import dev.tributary.schemas.columns.LakeTable;
import java.io.PrintStream;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Rewrites hours of many small files into few big ones, of the running system or of any other. */
@Command(
    name = "compact",
    description = {
      "Rewrites hours of many small files into few big ones, sorted by event time.",
      "Beside a running pipeline, and while queries run. One at a time."
    },
    customSynopsis = "mvn -q -Ptool -Dtool=\"compact [OPTIONS]\"",
    optionListHeading = "%n",
    footer = {
      "%nA run also deletes files that were replaced more than --grace ago.",
      "With --every it does not end: it looks what there is to do, waits for a Kafka or a"
          + " metastore",
      "that is down, and leaves the lake to a run without --every. Once per day it takes out",
      "what is older than --retain and --retainDeadLetters say, as the command retain does.",
      "%nExamples:",
      "  mvn -q -Ptool -Dtool=\"compact --dry-run\"",
      "  mvn -q -Ptool -Dtool=\"compact --where=dt='2026-11-24'\"",
      "  mvn -q -Ptool -Dtool=\"compact --every=PT1M\"",
      "  mvn -q -Ptool -Dtool=\"compact --undo=event_type=message/dt=2026-11-24/hour=10\""
    })
final class CompactCommand implements Callable<Integer> {
  /**
   * What would be done.
   *
   * @param hours the hours
   * @param files their small files
   * @param rows the rows in these
   * @param bytes their length
   * @param seconds about how long one core takes
   */
  record Plan(List<Hour> hours, long files, long rows, long bytes, long seconds) implements Result {
    /** One hour of it. */
    record Hour(String partition, int files, long rows, long bytes) {}

    static Plan of(CompactionPlan plan) {
      List<Hour> hours =
          plan.hours().stream()
              .map(
                  hour ->
                      new Hour(hour.partition(), hour.files().size(), hour.rows(), hour.bytes()))
              .toList();
      long seconds = plan.expected().toSeconds();
      return new Plan(hours, plan.files(), plan.rows(), plan.bytes(), seconds);
    }

    @Override
    public void print(PrintStream out) {
      hours.forEach(
          hour ->
              out.printf(
                  "  %s: %,d files, %,d rows, %,d bytes%n",
                  hour.partition(), hour.files(), hour.rows(), hour.bytes()));
      out.printf(
          "Would compact %,d hours: %,d files, %,d rows, %,d bytes, about %,d s on one core%n",
          hours.size(), files, rows, bytes, seconds);
    }
  }

  /** What was done. */
  record Done(Compaction.Done run) implements Result {
    @Override
    public void print(PrintStream out) {
      out.printf(
          "Compacted %,d hours: %,d files of %,d bytes into %,d of %,d bytes%n",
          run.hours(), run.filesBefore(), run.bytesBefore(), run.filesAfter(), run.bytesAfter());
      if (run.duplicates() > 0) {
        out.printf("Removed %,d duplicates%n", run.duplicates());
      }
      if (run.retired() > 0) {
        out.printf("Deleted the replaced files of %,d hours%n", run.retired());
      }
      run.failures().forEach(failure -> out.println("  " + failure));
    }
  }

  /** What was swapped back. */
  record Undone(String partition) implements Result {
    @Override
    public void print(PrintStream out) {
      out.println("Swapped back " + partition);
    }
  }

  @Mixin private HelpOption help;
  @Mixin private PipelineOptions pipeline;
  @Mixin private DatabaseOptions database;

  @Option(
      names = "--where",
      paramLabel = "CONDITION",
      defaultValue = "",
      description =
          "Only these hours: event_type, dt and hour, each ='VALUE', joined by AND. Default: all")
  private String where;

  @Option(
      names = "--quiet",
      paramLabel = "DURATION",
      defaultValue = "PT10M",
      description =
          "How long an hour must be over and have no new file, ISO-8601 duration. Default: PT10M")
  private String quiet;

  @Option(
      names = "--grace",
      paramLabel = "DURATION",
      defaultValue = "PT1H",
      description =
          "How long replaced files stay for queries that began before, ISO-8601 duration; longer"
              + " than any query. Default: PT1H")
  private String grace;

  @Option(
      names = "--fileBytes",
      paramLabel = "BYTES",
      defaultValue = "134217728",
      description = "How big a new file becomes. Default: 134217728")
  private long fileBytes;

  @Option(
      names = "--keepDuplicates",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description =
          "Keep events that a lane has twice with the same ID and data. Default: false, the later"
              + " ones are removed and counted")
  private boolean keepDuplicates;

  @Option(
      names = "--every",
      paramLabel = "DURATION",
      description =
          "Look so often what there is to do, and do not end, ISO-8601 duration. Default: once")
  private String every;

  @Option(
      names = "--undo",
      paramLabel = "PARTITION",
      description = "Swap this partition back, within its grace; do nothing else")
  private String undo;

  @Option(
      names = {"--dry-run", "--dryRun"},
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Print the plan, and do nothing. Default: false")
  private boolean dryRun;

  @Option(
      names = "--runner",
      paramLabel = "RUNNER",
      defaultValue = "DirectRunner",
      description =
          "Beam's runner, in this process: DirectRunner or FlinkRunner. Default: DirectRunner")
  private String runner;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many hours are rewritten at a time. Default: 1")
  private int parallelism;

  @Mixin private RetainCommand.Times retention;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws Exception {
    CompactionRules rules = rules();
    PipelineAccess access = pipeline.access();
    if (dryRun && undo == null) {
      output.print(Plan.of(Compaction.plan(access, rules)));
      return 0;
    }
    if (every != null) {
      Duration pause = duration("--every", every);
      if (pause.toMillis() < 1) {
        throw new IllegalArgumentException("--every must be above 0: " + every);
      }
      MetastoreAddress metastore = database.needed(pipeline);
      try (var standing =
          new StandingCompaction(access, metastore, rules, retention.rules(), beam())) {
        standing.run(pause);
        return 0;
      }
    }
    try (Compaction compaction = Compaction.begin(access, database.needed(pipeline), rules)) {
      if (undo != null) {
        String partition = undo.startsWith("events/") ? undo : "events/" + undo;
        compaction.undo(partition);
        output.print(new Undone(partition));
        return 0;
      }
      Compaction.Done done = compaction.run(beam(), System.err::println);
      output.print(new Done(done));
      return done.failures().isEmpty() ? 0 : 1;
    }
  }

  private CompactionRules rules() {
    if (fileBytes < 1 || parallelism < 1) {
      throw new IllegalArgumentException("--fileBytes and --parallelism must be above 0");
    }
    retention.rules();
    if (retention.areGiven() && every == null) {
      throw new IllegalArgumentException(
          "--retain and --retainDeadLetters must come with --every; the command retain does it"
              + " once");
    }
    if (undo != null && (dryRun || every != null)) {
      throw new IllegalArgumentException("--undo has no --dry-run and no --every");
    }
    long sortBytes = Runtime.getRuntime().maxMemory() / 6 / parallelism;
    return new CompactionRules(
        PartitionFilter.parse(LakeTable.EVENTS, where),
        duration("--quiet", quiet),
        duration("--grace", grace),
        fileBytes,
        sortBytes,
        keepDuplicates);
  }

  static Duration duration(String option, String text) {
    try {
      Duration duration = Duration.parse(text);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeParseException notOne) {
      // said below
    }
    throw new IllegalArgumentException(
        option + " must be an ISO-8601 duration of at least PT0S: " + text);
  }

  private org.apache.beam.sdk.options.PipelineOptions beam() {
    return switch (runner) {
      case "DirectRunner" ->
          PipelineOptionsFactory.fromArgs(
                  "--runner=DirectRunner",
                  "--targetParallelism=" + parallelism,
                  "--enforceImmutability=false",
                  "--enforceEncodability=false")
              .create();
      case "FlinkRunner" ->
          PipelineOptionsFactory.fromArgs(
                  "--runner=FlinkRunner", "--flinkMaster=[local]", "--parallelism=" + parallelism)
              .create();
      default ->
          throw new IllegalArgumentException(
              "--runner must be DirectRunner or FlinkRunner: " + runner);
    };
  }
}
