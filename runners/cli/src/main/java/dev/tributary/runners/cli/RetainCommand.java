package dev.tributary.runners.cli;

import dev.tributary.pipeline.PipelineAccess;
import dev.tributary.pipeline.keep.PartitionFilter;
import dev.tributary.pipeline.keep.Retention;
import dev.tributary.pipeline.retain.RetentionPlan;
import dev.tributary.pipeline.retain.RetentionRules;
import dev.tributary.runners.cli.output.OutputOptions;
import dev.tributary.runners.cli.output.Result;
import dev.tributary.runners.processes.command.HelpOption;
import dev.tributary.schemas.columns.LakeTable;
import dev.tributary.schemas.rules.RetentionTime;
import dev.tributary.schemas.types.EventSchemas;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes rows out of the lake that are older than they are kept. */
@Command(
    name = "retain",
    description = {
      "Takes rows out of the lake that are older than they are kept, with their whole partition.",
      "Beside a running pipeline, and while queries run. There is no undo."
    },
    customSynopsis = "mvn -q -Ptool -Dtool=\"retain [OPTIONS]\"",
    optionListHeading = "%n",
    footer = {
      "%nThe partition leaves the metastore at once; its files are deleted by a run after --grace.",
      "\"tributary.retain\" of a schema comes before --retain. compact --every does the same by"
          + " itself.",
      "%nExamples:",
      "  mvn -q -Ptool -Dtool=\"retain --dry-run\"",
      "  mvn -q -Ptool -Dtool=\"retain --retain=P90D --retainDeadLetters=PT0S\"",
      "  mvn -q -Ptool -Dtool=\"retain --where=event_type='message'\""
    })
final class RetainCommand implements Callable<Integer> {
  /** How long rows stay. */
  static final class Times {
    @Option(
        names = "--retain",
        paramLabel = "DURATION",
        description =
            "How long rows of events stay, from the end of their hour, where their schema does not"
                + " say it: ISO-8601 duration of at least P1D, or PT0S: for ever. Default: P400D")
    private String events;

    @Option(
        names = "--retainDeadLetters",
        paramLabel = "DURATION",
        description =
            "How long dead letters stay, from the end of their day, in the same form. Default:"
                + " P400D")
    private String deadLetters;

    RetentionRules rules() {
      return RetentionRules.of(
          time("--retain", events),
          time("--retainDeadLetters", deadLetters),
          EventSchemas.declared());
    }

    /** Whether one of them is given. */
    boolean areGiven() {
      return events != null || deadLetters != null;
    }

    private static Duration time(String option, String text) {
      try {
        return text == null ? RetentionRules.KEPT : RetentionTime.parse(text);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(option + " " + e.getMessage(), e);
      }
    }
  }

  /**
   * Some partitions.
   *
   * @param files their files
   * @param rows the rows in these
   * @param bytes their length
   */
  record Partitions(List<Partition> partitions, long files, long rows, long bytes) {
    /** One of them. */
    record Partition(String partition, int files, long rows, long bytes, String kept) {}

    static Partitions of(RetentionPlan plan) {
      List<Partition> partitions =
          plan.partitions().stream()
              .map(
                  each ->
                      new Partition(
                          each.partition(),
                          each.files(),
                          each.rows(),
                          each.bytes(),
                          RetentionTime.text(each.kept())))
              .toList();
      return new Partitions(partitions, plan.files(), plan.rows(), plan.bytes());
    }

    private void print(String verb, PrintStream out) {
      out.printf(
          "%s %,d partitions: %,d files, %,d rows, %,d bytes%n",
          verb, partitions.size(), files, rows, bytes);
    }
  }

  /** What would be done. */
  record Plan(Partitions expires) implements Result {
    @Override
    public void print(PrintStream out) {
      expires
          .partitions()
          .forEach(
              each ->
                  out.printf(
                      "  %s: %,d files, %,d rows, %,d bytes, kept %s%n",
                      each.partition(), each.files(), each.rows(), each.bytes(), each.kept()));
      expires.print("Would take out", out);
    }
  }

  /**
   * What was done.
   *
   * @param waiting partitions that a later run takes
   * @param retired swaps and expiries whose files are deleted
   */
  record Done(Partitions expired, List<String> waiting, int retired) implements Result {
    @Override
    public void print(PrintStream out) {
      expired.print("Took out", out);
      waiting.forEach(each -> out.println("  " + each + " waits for the next run"));
      if (retired > 0) {
        out.printf("Deleted the replaced or expired files of %,d partitions%n", retired);
      }
    }
  }

  @Mixin private HelpOption help;
  @Mixin private PipelineOptions pipeline;
  @Mixin private DatabaseOptions database;
  @Mixin private Times times;

  @Option(
      names = "--where",
      paramLabel = "CONDITION",
      description =
          "Only these hours of events: event_type, dt and hour, each ='VALUE', joined by AND."
              + " Default: all, and dead letters")
  private String where;

  @Option(
      names = "--grace",
      paramLabel = "DURATION",
      defaultValue = "PT1H",
      description =
          "How long the files stay for queries that began before, ISO-8601 duration; longer than"
              + " any query. Default: PT1H")
  private String grace;

  @Option(
      names = {"--dry-run", "--dryRun"},
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Print what would expire, and do nothing. Default: false")
  private boolean dryRun;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws Exception {
    RetentionRules rules = times.rules();
    Duration stay = CompactCommand.duration("--grace", grace);
    Predicate<String> wanted =
        where == null ? each -> true : PartitionFilter.parse(LakeTable.EVENTS, where)::test;
    PipelineAccess access = pipeline.access();
    if (dryRun) {
      output.print(new Plan(Partitions.of(Retention.plan(access, rules, wanted))));
      return 0;
    }
    try (var retention = Retention.begin(access, database.needed(pipeline), rules, wanted, stay)) {
      Retention.Done done = retention.run(System.err::println);
      output.print(new Done(Partitions.of(done.expired()), done.waiting(), done.retired()));
      return 0;
    }
  }
}
