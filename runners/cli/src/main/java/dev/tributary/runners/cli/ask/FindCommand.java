package dev.tributary.runners.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.runners.cli.output.OutputOptions;
import dev.tributary.runners.cli.output.Result;
import dev.tributary.runners.cli.output.Screen;
import dev.tributary.runners.processes.command.HelpOption;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the way of an event, and SQL that shows its row. */
@Command(
    name = "find",
    description = {
      "Shows the way of an event step by step, and SQL that shows its row.",
      "What is no receipt of a record is looked up as an event ID, among the rows of --since. A",
      "duplicate or a dead letter has no row with its ID: find it by its receipt."
    },
    customSynopsis = "mvn -q -Ptool -Dtool=\"find [OPTIONS] RECEIPT|ID\"",
    optionListHeading = "%n",
    footer = {
      "%nExits with 1 when nothing is found.",
      "%nExamples:",
      "  mvn -q -Ptool -Dtool=\"find events-2-41\"",
      "  mvn -q -Ptool -Dtool=\"find --since=P30D order-1\""
    })
public final class FindCommand implements Callable<Integer> {
  private static final String LONGEST = "P3660D";

  /**
   * What was found.
   *
   * @param asked the receipt or the ID
   * @param found the way of each event, as the service tells it
   */
  record Found(String asked, List<JsonNode> found) implements Result {
    @Override
    public void print(PrintStream out) {
      for (JsonNode way : found) {
        out.println(Screen.harmless(way.path("receipt").path("receipt").asText()));
        for (JsonNode step : way.path("steps")) {
          String at = step.path("at").asText("");
          out.printf(
              "  %-10s %-8s %s%s%n",
              step.path("name").asText(),
              step.path("state").asText(),
              at.isEmpty() ? "" : at + "  ",
              Screen.harmless(step.path("text").asText()));
        }
        for (JsonNode sql : way.path("sql")) {
          out.println("  " + sql.path("engine").asText() + ":");
          sql.path("text")
              .asText()
              .lines()
              .forEach(line -> out.println("    " + Screen.harmless(line)));
        }
      }
    }
  }

  @Mixin private HelpOption help;
  @Mixin private ServiceOptions service;
  @Mixin private PrestoOptions presto;

  @Parameters(paramLabel = "RECEIPT|ID", description = "A receipt, or an event's ID")
  private String asked;

  @Option(
      names = "--since",
      paramLabel = "DURATION",
      defaultValue = "P7D",
      description =
          "How far back an ID is looked up, by the days of the events: ISO-8601 duration of at most"
              + " P3660D. Default: P7D")
  private String since;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException, SQLException {
    Duration past = Since.of(since, LONGEST);
    Optional<JsonNode> way = way(asked);
    List<JsonNode> found = new ArrayList<>();
    if (way.isPresent()) {
      found.add(way.get());
    } else {
      for (String receipt : new EventRows(presto).receiptsOf(asked, past)) {
        way(receipt).ifPresent(found::add);
      }
    }
    if (found.isEmpty()) {
      throw new IllegalStateException(
          "No record is at this position, and no row of the last %s has this ID: %s"
              .formatted(since, asked));
    }
    output.print(new Found(asked, found));
    return 0;
  }

  /** Empty for what is no receipt, or one of no record. */
  private Optional<JsonNode> way(String receipt) throws IOException {
    Service.Answer answer = service.service().get("/console/api/find/" + Service.encoded(receipt));
    return switch (answer.status()) {
      case 200 -> Optional.of(answer.body());
      case 400, 404 -> Optional.empty();
      default -> throw new IllegalStateException(answer.why());
    };
  }
}
