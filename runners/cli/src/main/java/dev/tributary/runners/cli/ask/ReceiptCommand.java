package dev.tributary.runners.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.runners.cli.output.OutputOptions;
import dev.tributary.runners.cli.output.Result;
import dev.tributary.runners.cli.output.Screen;
import dev.tributary.runners.processes.command.HelpOption;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says where an event is now. */
@Command(
    name = "receipt",
    description = {
      "Says where an event is now, by its receipt.",
      "A receipt is in the answer to the request that sent the event: topic-partition-offset.",
      "The states, and the fields of --json, are those of GET /v1/receipts."
    },
    customSynopsis = "mvn -q -Ptool -Dtool=\"receipt [OPTIONS] RECEIPT\"",
    optionListHeading = "%n",
    footer = {
      "%nExits with 1 when no record is at this position, or when that is not known now.",
      "%nExample:",
      "  mvn -q -Ptool -Dtool=\"receipt events-2-41\""
    })
public final class ReceiptCommand implements Callable<Integer> {
  /**
   * What the service knows of an event.
   *
   * @param answer as docs/contracts/http.md describes it
   */
  record Receipt(JsonNode answer) implements Result {
    @Override
    public Object forPrograms() {
      return answer;
    }

    @Override
    public void print(PrintStream out) {
      line(out, "receipt", text("receipt"));
      line(out, "state", text("state") + former());
      if (answer.has("reason")) {
        line(out, "reason", text("reason") + in(text("field")) + ": " + text("rule"));
      }
      JsonNode commit = answer.path("commit");
      if (!commit.isMissingNode()) {
        boolean isPublished = commit.path("published").booleanValue();
        String state = isPublished ? "published" : "not published yet";
        String at = commit.has("at") ? ", " + commit.path("at").asText() : "";
        line(out, "commit", commit.path("sequence").asText() + at + ", " + state);
      }
      if (answer.has("file")) {
        line(out, "file", text("file"));
      }
      answer.path("files").forEach(file -> line(out, "file", file.asText() + " (it or another)"));
      if (answer.path("may_have_expired").asBoolean()) {
        line(out, "or", "its file expired");
      }
      if (answer.has("lag")) {
        line(out, "lag", answer.path("lag").path("records").asText() + " records in the partition");
      }
    }

    private String former() {
      return answer.has("former_state") ? ", where it was " + text("former_state") : "";
    }

    private static String in(String field) {
      return field.isEmpty() ? "" : " in " + field;
    }

    private String text(String name) {
      return answer.path(name).asText();
    }

    private static void line(PrintStream out, String name, String value) {
      out.printf("%-8s %s%n", name, Screen.harmless(value));
    }
  }

  @Mixin private HelpOption help;
  @Mixin private ServiceOptions service;

  @Parameters(paramLabel = "RECEIPT", description = "topic-partition-offset, as in events-2-41")
  private String receipt;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws Exception {
    Service.Answer answer = service.service().get("/v1/receipts/" + Service.encoded(receipt));
    if (answer.status() == HttpURLConnection.HTTP_BAD_REQUEST) {
      throw new IllegalArgumentException(answer.why());
    }
    if (!answer.isGood()) {
      throw new IllegalStateException(answer.why());
    }
    output.print(new Receipt(answer.body()));
    return 0;
  }
}
