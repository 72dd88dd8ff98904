package dev.tributary.runners.cli;

import dev.tributary.pipeline.replay.ReplayReport;
import dev.tributary.pipeline.replay.ReplayRequest;
import dev.tributary.pipeline.replay.ReplayTool;
import dev.tributary.runners.cli.output.OutputOptions;
import dev.tributary.runners.cli.output.Result;
import dev.tributary.runners.processes.command.HelpOption;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts dead letters back: of the running system, or of any that the options name. */
@Command(
    name = "replay",
    description = {
      "Puts dead letters back on their topic, after their cause was fixed.",
      "One that was replayed before is skipped. All that is chosen must fit."
    },
    customSynopsis = "mvn -q -Ptool -Dtool=\"replay [OPTIONS]\"",
    optionListHeading = "%n",
    footer = {
      "%nExamples:",
      "  mvn -q -Ptool -Dtool=\"replay --reason=TOO_MANY_EVENT_TYPES --dry-run\"",
      "  mvn -q -Ptool -Dtool=\"replay --type=purchase --from=2026-11-24\""
    })
final class ReplayCommand implements Callable<Integer> {
  /** A dead letter that a dry run would put back. */
  record Chosen(String position, String reason) {}

  /**
   * What a replay met.
   *
   * @param dryRun whether nothing was done
   * @param count how many were put back, or would be
   * @param byReasonAndTopic the same by "REASON topic"
   * @param replayedBefore how many have a mark
   * @param ofFormerTopics how many are of topics that are gone, or another cluster's
   * @param foreignTopics how many name a topic that the pipeline does not read, by topic
   * @param chosen each one, of a dry run only
   */
  record Replayed(
      boolean dryRun,
      long count,
      Map<String, Long> byReasonAndTopic,
      long replayedBefore,
      long ofFormerTopics,
      Map<String, Long> foreignTopics,
      List<Chosen> chosen)
      implements Result {
    static Replayed of(boolean dryRun, ReplayReport report, List<Chosen> chosen) {
      return new Replayed(
          dryRun,
          report.count(),
          report.byReasonAndTopic(),
          report.replayedBefore(),
          report.ofFormerTopics(),
          report.foreign(),
          chosen);
    }

    @Override
    public void print(PrintStream out) {
      chosen.forEach(letter -> out.println("  " + letter.position() + "  " + letter.reason()));
      out.println((dryRun ? "Would replay " : "Replayed ") + count + " dead letters.");
      byReasonAndTopic.forEach((which, letters) -> out.println("  " + which + "  " + letters));
      if (replayedBefore > 0) {
        out.println("Left " + replayedBefore + " that were replayed before.");
      }
      if (ofFormerTopics > 0) {
        out.println(
            "Left "
                + ofFormerTopics
                + " of topics that are gone, were recreated, or are another Kafka cluster's"
                + " (--formerTopics).");
      }
    }
  }

  @Mixin private HelpOption help;
  @Mixin private PipelineOptions pipeline;

  @Option(
      names = "--reason",
      defaultValue = "",
      paramLabel = "REASONS",
      description = "Only with these reasons, comma separated. Example: TOO_MANY_EVENT_TYPES")
  private String reason;

  @Option(
      names = "--type",
      defaultValue = "",
      paramLabel = "TYPES",
      description = "Only with these event types, comma separated. Example: purchase")
  private String type;

  @Option(
      names = "--from",
      defaultValue = "",
      paramLabel = "TIME",
      description =
          "Only received then or later (UTC). Example: 2026-11-24 or 2026-11-24T10:00:00Z")
  private String from;

  @Option(
      names = "--to",
      defaultValue = "",
      paramLabel = "TIME",
      description = "Only received before. Example: 2026-11-25")
  private String to;

  @Option(
      names = "--position",
      defaultValue = "",
      paramLabel = "POSITIONS",
      description =
          "Only these records, topic-partition-offset, comma separated. Example: events-0-17,events-2-4")
  private String position;

  @Option(
      names = "--all",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Every dead letter; needed where nothing else chooses. Default: false")
  private boolean all;

  @Option(
      names = "--formerTopics",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description =
          "Also dead letters of a topic that was deleted and recreated, or of another Kafka"
              + " cluster: only when they were not replayed there. Default: false")
  private boolean formerTopics;

  @Option(
      names = {"--dry-run", "--dryRun"},
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Say what would be replayed, and do nothing. Default: false")
  private boolean dryRun;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws Exception {
    var request =
        new ReplayRequest(
            pipeline.access(), reason, type, from, to, position, all, formerTopics, dryRun);
    List<Chosen> chosen = new ArrayList<>();
    ReplayReport report =
        ReplayTool.run(
            request,
            letter -> chosen.add(new Chosen(letter.position().toString(), letter.reason())));
    output.print(Replayed.of(dryRun, report, chosen));
    if (!report.foreign().isEmpty()) {
      throw new IllegalStateException(
          "Cannot replay dead letters onto topics that the pipeline does not read: "
              + report.foreign());
    }
    return 0;
  }
}
