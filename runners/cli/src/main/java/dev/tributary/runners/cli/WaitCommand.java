package dev.tributary.runners.cli;

import dev.tributary.ledger.hours.HourRow;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.pipeline.PipelineAccess;
import dev.tributary.pipeline.hours.HourWait;
import dev.tributary.runners.cli.output.OutputOptions;
import dev.tributary.runners.cli.output.Result;
import dev.tributary.runners.processes.command.HelpOption;
import dev.tributary.schemas.rules.EventTypes;
import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Waits until an hour is sealed: for cron, Airflow and other schedulers. */
@Command(
    name = "wait",
    description = {
      "Waits until an hour is sealed: all records that Kafka had for it are committed, and its"
          + " rows",
      "can be queried. Rows that come later are counted as reopened in the table hours."
    },
    customSynopsis = "mvn -q -Ptool -Dtool=\"wait [OPTIONS]\"",
    optionListHeading = "%n",
    footer = {
      "%nExits with 0 when the hour is sealed, and with 1 when the time is over before.",
      "%nExample:",
      "  mvn -q -Ptool -Dtool=\"wait --type=sign_up --dt=2026-11-24 --hour=10 --timeout=PT1H\""
    })
final class WaitCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofDays(365);

  /**
   * How it ended.
   *
   * @param type the event type that was asked for
   * @param dt the hour's day
   * @param hour the hour
   * @param sealed whether it is sealed
   * @param sealedUntil the end of the last sealed hour; null where it is not
   */
  record Waited(String type, String dt, String hour, boolean sealed, String sealedUntil)
      implements Result {
    @Override
    public void print(PrintStream out) {
      out.println(
          sealed
              ? "Sealed: %s, %s, hour %s. All hours are sealed until %s"
                  .formatted(type, dt, hour, sealedUntil)
              : "Not sealed when the time was over: %s, %s, hour %s".formatted(type, dt, hour));
    }
  }

  @Mixin private HelpOption help;
  @Mixin private PipelineOptions pipeline;

  @Option(
      names = "--type",
      required = true,
      paramLabel = "TYPE",
      description = "The event type. An hour is sealed for all types at once")
  private String type;

  @Option(
      names = "--dt",
      required = true,
      paramLabel = "DAY",
      description = "The hour's day, yyyy-MM-dd in UTC")
  private String dt;

  @Option(
      names = "--hour",
      required = true,
      paramLabel = "HOUR",
      description = "The hour, 00 to 23 in UTC")
  private String hour;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "PT1H",
      description =
          "The longest wait, ISO-8601 duration of at most P365D; PT0S: asks once. Default: PT1H")
  private String timeout;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws Exception {
    EventTypes.problem(type)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException("--type " + problem + ": " + type);
            });
    Instant end = end();
    Duration longest = timeout();
    PipelineAccess access = pipeline.access();
    var log = new LogAccess(access.kafka(), access.name(), "wait");
    Optional<LogRecord.Sealed> sealed = new HourWait(log, longest).until(end);
    output.print(
        new Waited(
            type, dt, hour, sealed.isPresent(), sealed.map(LogRecord.Sealed::until).orElse(null)));
    return sealed.isPresent() ? 0 : 1;
  }

  private Instant end() {
    boolean isHour = hour.length() == 2 && "00".compareTo(hour) <= 0 && "23".compareTo(hour) >= 0;
    if (!isHour || !hour.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("--hour must be 00 to 23: " + hour);
    }
    try {
      if (LocalDate.parse(dt).toString().equals(dt)) {
        return HourRow.end(dt, hour);
      }
    } catch (DateTimeException notOne) {
      // said below
    }
    throw new IllegalArgumentException("--dt must be a day, yyyy-MM-dd: " + dt);
  }

  private Duration timeout() {
    try {
      Duration longest = Duration.parse(timeout);
      if (!longest.isNegative() && longest.compareTo(LONGEST) <= 0) {
        return longest;
      }
    } catch (DateTimeException notOne) {
      // said below
    }
    throw new IllegalArgumentException(
        "--timeout must be an ISO-8601 duration of PT0S to P365D: " + timeout);
  }
}
