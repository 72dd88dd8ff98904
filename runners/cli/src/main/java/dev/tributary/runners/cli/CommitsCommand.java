package dev.tributary.runners.cli;

import dev.tributary.ledger.read.LogAccess;
import dev.tributary.pipeline.PipelineAccess;
import dev.tributary.pipeline.history.CommitsTable;
import dev.tributary.pipeline.hours.HoursTable;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import dev.tributary.runners.cli.output.OutputOptions;
import dev.tributary.runners.cli.output.Result;
import dev.tributary.runners.processes.command.HelpOption;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings the tables of commits and hours up to the log's end, once or from time to time. */
@Command(
    name = "commits",
    description = {
      "Brings the tables commits and hours up to the end of the commit log.",
      "A running pipeline does so by itself, every four minutes. Beside it, and as often as you"
          + " like."
    },
    customSynopsis = "mvn -q -Ptool -Dtool=\"commits [OPTIONS]\"",
    optionListHeading = "%n",
    footer = {
      "%nExamples:",
      "  mvn -q -Ptool -Dtool=\"commits\"",
      "  mvn -q -Ptool -Dtool=\"commits --every=PT1M\""
    })
final class CommitsCommand implements Callable<Integer> {
  /**
   * What was done.
   *
   * @param run what the table of commits says
   * @param hours what the table of hours says
   */
  record Done(CommitsTable.Done run, HoursTable.Done hours) implements Result {
    @Override
    public void print(PrintStream out) {
      out.printf(
          "Added %,d rows to the table commits, which ends at offset %d of the commit log%n",
          run.rows(), run.upTo());
      if (run.daysMerged() > 0) {
        out.printf("Merged the files of %,d days%n", run.daysMerged());
      }
      if (hours.days() > 0) {
        out.printf("Wrote %,d days of the table hours%n", hours.days());
      }
    }
  }

  @Mixin private HelpOption help;
  @Mixin private PipelineOptions pipeline;
  @Mixin private DatabaseOptions database;

  @Option(
      names = "--every",
      paramLabel = "DURATION",
      description =
          "Do it again after so long, ISO-8601 duration of at least PT1S, until it is stopped."
              + " Default: once")
  private String every;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws Exception {
    Optional<Duration> pause = pause();
    PipelineAccess access = pipeline.access();
    Lake lake = access.verifiedLake();
    var log = new LogAccess(access.kafka(), access.name(), "commits");
    CommitsTable commits = CommitsTable.of(log, lake, metastore());
    HoursTable hours = HoursTable.of(log, lake, metastore());
    output.print(new Done(commits.bringUp(), hours.bringUp()));
    while (pause.isPresent()) {
      TimeUnit.MILLISECONDS.sleep(pause.get().toMillis());
      output.print(new Done(commits.bringUp(), hours.bringUp()));
    }
    return 0;
  }

  private Optional<Duration> pause() {
    if (every == null) {
      return Optional.empty();
    }
    try {
      Duration pause = Duration.parse(every);
      if (pause.compareTo(Duration.ofSeconds(1)) >= 0) {
        return Optional.of(pause);
      }
    } catch (DateTimeParseException notOne) {
      // said below
    }
    throw new IllegalArgumentException(
        "--every must be an ISO-8601 duration of at least PT1S: " + every);
  }

  /** Without one the files are written, and no partition is registered. */
  private Optional<MetastoreAddress> metastore() throws IOException {
    Optional<MetastoreAddress> named = database.named();
    return named.isPresent()
        ? named
        : pipeline.running().map(here -> database.at(here.metastore()));
  }
}
