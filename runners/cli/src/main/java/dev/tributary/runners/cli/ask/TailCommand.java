package dev.tributary.runners.cli.ask;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.runners.cli.output.OutputOptions;
import dev.tributary.runners.cli.output.Screen;
import dev.tributary.runners.processes.command.HelpOption;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the newest events with their final state. */
@Command(
    name = "tail",
    description = {
      "Shows the newest rows and dead letters, the oldest of them first.",
      "It reads the tables: what it shows is queryable. A duplicate has no row, and is not shown."
    },
    customSynopsis = "mvn -q -Ptool -Dtool=\"tail [OPTIONS]\"",
    optionListHeading = "%n",
    footer = {
      "%nExamples:",
      "  mvn -q -Ptool -Dtool=\"tail --lines=5\"",
      "  mvn -q -Ptool -Dtool=\"tail --follow --json\""
    })
public final class TailCommand implements Callable<Integer> {
  private static final String LONGEST = "P31D";
  private static final int MOST_LINES = 10_000;
  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final ObjectMapper JSON = new ObjectMapper();

  @Mixin private HelpOption help;
  @Mixin private PrestoOptions presto;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many lines; following, at a time. 1 to 10000. Default: 20")
  private int lines;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on until Ctrl-C, and look for new ones once a second")
  private boolean isFollowing;

  @Option(
      names = "--since",
      paramLabel = "DURATION",
      defaultValue = "PT1H",
      description =
          "Look at events of this time before now, by the hours of their own time: ISO-8601"
              + " duration of at most P31D. Default: PT1H")
  private String since;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException, SQLException {
    if (lines < 1 || lines > MOST_LINES) {
      throw new IllegalArgumentException("--lines must be 1 to " + MOST_LINES + ": " + lines);
    }
    var newest = new NewestEvents(Since.of(since, LONGEST), lines);
    Set<String> shown = Collections.newSetFromMap(new Bounded());
    try (Connection connection = presto.connect()) {
      do {
        for (NewestEvents.Event event : newest.read(connection)) {
          if (shown.add(event.receipt())) {
            print(event);
          }
        }
        if (System.out.checkError()) {
          return 0; // head, or another that has read enough
        }
        if (isFollowing) {
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      } while (isFollowing);
    } catch (SQLException e) {
      throw new IllegalStateException(SqlCommand.why(e));
    }
    return 0;
  }

  private void print(NewestEvents.Event event) throws IOException {
    if (output.isJson()) {
      System.out.println(JSON.writeValueAsString(event));
      return;
    }
    boolean isRow = event.state().equals(NewestEvents.QUERYABLE);
    String state = "%-11s".formatted(event.state());
    System.out.println(
        event.receivedAt()
            + "  "
            + (isRow ? Screen.good(state) : Screen.bad(state))
            + "  %-20s  %s  %s"
                .formatted(event.receipt(), event.what(), Screen.harmless(event.id()))
                .stripTrailing());
  }

  /** Forgets the oldest: what is asked for again is among the newest. */
  private static final class Bounded extends LinkedHashMap<String, Boolean> {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
      return size() > 2 * MOST_LINES;
    }
  }
}
