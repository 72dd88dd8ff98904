package dev.tributary.runners.cli;

import dev.tributary.pipeline.PipelineAccess;
import dev.tributary.pipeline.audit.Audit;
import dev.tributary.pipeline.audit.AuditReport;
import dev.tributary.pipeline.audit.AuditScope;
import dev.tributary.pipeline.audit.ChainHead;
import dev.tributary.pipeline.audit.found.Finding;
import dev.tributary.runners.cli.output.OutputOptions;
import dev.tributary.runners.cli.output.Result;
import dev.tributary.runners.processes.command.HelpOption;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Recounts a lake against its commit log and Kafka. */
@Command(
    name = "audit",
    description = {
      "Recounts the lake: each committed record must be one row, one dead letter or a counted",
      "duplicate, by the positions in the files, the commit log and Kafka. Changes nothing, and runs",
      "beside the pipeline and compaction."
    },
    customSynopsis = "mvn -q -Ptool -Dtool=\"audit [OPTIONS]\"",
    optionListHeading = "%n",
    footer = {
      "%nExits with 1 when it finds a difference.",
      "%nExamples:",
      "  mvn -q -Ptool -Dtool=\"audit --all\"",
      "  mvn -q -Ptool -Dtool=\"audit --chain\"",
      "  mvn -q -Ptool -Dtool=\"audit --dt=2026-11-24 --hour=10 --contents\""
    })
final class AuditCommand implements Callable<Integer> {
  /**
   * What was found.
   *
   * @param sequence the newest state of the log that it covers
   * @param linked how many states of the log name the hash of the one before
   * @param head the newest state and its hash
   * @param partitions how many partitions were read
   * @param files how many valid files
   * @param rows the rows in them
   * @param records how many records of Kafka were compared
   * @param differences how many there are
   * @param counts how many of each kind
   * @param first the first of them
   * @param notes what is no difference: what could not be checked, and what an operator accepted
   */
  record Audited(
      long sequence,
      long linked,
      String head,
      long partitions,
      long files,
      long rows,
      long records,
      long differences,
      Map<String, Long> counts,
      List<Finding> first,
      List<String> notes)
      implements Result {
    static Audited of(AuditReport report) {
      Map<String, Long> counts = new TreeMap<>();
      report.counts().forEach((fault, count) -> counts.put(fault.name(), count));
      return new Audited(
          report.sequence(),
          report.linked(),
          report.head().toString(),
          report.partitions(),
          report.files(),
          report.rows(),
          report.records(),
          report.differenceCount(),
          counts,
          report.differences(),
          report.notes());
    }

    @Override
    public void print(PrintStream out) {
      out.printf(
          "Audited up to commit %d: %,d partitions, %,d files, %,d rows, %,d records of Kafka%n",
          sequence, partitions, files, rows, records);
      out.printf("Chain: %,d states name the one before; newest: %s%n", linked, head);
      notes.forEach(note -> out.println("  note: " + note));
      first.forEach(finding -> out.println("  " + finding));
      if (differences > first.size()) {
        out.printf("  and %,d more%n", differences - first.size());
      }
      if (differences == 0) {
        out.println("No difference");
      } else {
        out.printf("Differences: %s%n", counts);
      }
    }
  }

  @Mixin private HelpOption help;
  @Mixin private PipelineOptions pipeline;

  @Option(names = "--all", description = "The whole lake. Default where no --dt is given")
  private boolean all;

  @Option(
      names = "--dt",
      paramLabel = "DAY",
      defaultValue = "",
      description =
          "One day of events and dead letters, yyyy-MM-dd in UTC. Only a whole lake can be counted"
              + " against the log's ranges")
  private String dt;

  @Option(
      names = "--hour",
      paramLabel = "HOUR",
      defaultValue = "",
      description = "One hour of events of --dt, 00 to 23 in UTC")
  private String hour;

  @Option(
      names = "--contents",
      description = "Compare contents too: a row's text with its record, and its ID with its text")
  private boolean contents;

  @Option(
      names = "--chain",
      description = "Only the commit log: that no record of it was changed or dropped")
  private boolean chain;

  @Option(
      names = "--head",
      paramLabel = "SEQUENCE:SHA256",
      description = "With --chain: what it printed before; the log must still have that state")
  private String head;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many files are read at a time. Default: 2")
  private int threads;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws Exception {
    if (all && !dt.isEmpty()) {
      throw new IllegalArgumentException("--all and --dt must not be given together: " + dt);
    }
    if (chain && (all || contents || !dt.isEmpty())) {
      throw new IllegalArgumentException(
          "--chain must not be given with --all, --dt or --contents");
    }
    if (head != null && !chain) {
      throw new IllegalArgumentException("--head must be given with --chain: " + head);
    }
    ChainHead written = head == null ? ChainHead.NONE : ChainHead.parse(head);
    if (threads < 1) {
      throw new IllegalArgumentException("--threads must be at least 1: " + threads);
    }
    var scope = new AuditScope(dt, hour);
    PipelineAccess access = pipeline.access();
    AuditReport report = chain ? Audit.log(access, written) : recount(access, scope);
    output.print(Audited.of(report));
    return report.differenceCount() == 0 ? 0 : 1;
  }

  private AuditReport recount(PipelineAccess access, AuditScope scope) throws IOException {
    return contents
        ? Audit.contents(access, scope, threads, System.err::println)
        : Audit.positions(access, scope, threads, System.err::println);
  }
}
