package dev.tributary.it.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.it.support.Await;
import dev.tributary.it.support.JsonSchema;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import dev.tributary.runners.processes.home.Endpoints;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher {@code runners/cli/tributary}, as a user or a script calls it. */
abstract class LauncherInSystem {
  private static final Duration FRESH = Duration.ofMinutes(4);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private Path launcher;

  /** How a command ended, and what it printed into pipes. */
  private record Ended(int code, String out, String err) {}

  /** The running system. */
  protected abstract Endpoints endpoints();

  /** Its home. */
  protected abstract TempHome home();

  @BeforeEach
  void link() throws IOException {
    Path script = StartedPart.checkout().root().resolve("runners/cli/tributary");
    launcher = Files.createSymbolicLink(folder.resolve("tributary"), script);
  }

  @Test
  void sqlPrintsRowsForScripts() throws Exception {
    String rows =
        "SELECT * FROM (VALUES (1, 'a' || chr(9) || 'b'), (2, NULL)) AS t (n, \"text\") ORDER BY"
            + " 1;";

    assertThat(good("sql", rows)).isEqualTo("1\ta\\tb\n2\t\\N\n");
    assertThat(good("sql", "--header", "SELECT true AS \"yes\"")).isEqualTo("yes\ntrue\n");
    assertThat(json("sql", rows))
        .isEqualTo(
            JSON.readTree(
                """
                {"columns": [{"name": "n", "type": "integer"}, {"name": "text", "type": "varchar"}],
                 "rows": [[1, "a\\tb"], [2, null]]}
                """));
    assertThat(
            json(
                    "sql",
                    "SELECT ARRAY[1,2], MAP(ARRAY['a'], ARRAY[1.5e0]), TIMESTAMP '2026-11-24"
                        + " 10:00:00'")
                .path("rows"))
        .isEqualTo(JSON.readTree("[[[1, 2], {\"a\": 1.5}, \"2026-11-24 10:00:00.000\"]]"));
  }

  @Test
  void sqlSaysWhyInOneLine() throws Exception {
    Ended ended = run("sql", "SELECT nothing FROM nowhere");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err().strip().lines())
        .singleElement()
        .asString()
        .startsWith("sql: ")
        .contains("nowhere does not exist");
    assertThat(run("sql", " ; ").code()).isEqualTo(2);
  }

  @Test
  void statusSaysThatAllIsWell() throws Exception {
    send("status-1");
    Await.until("all is well", FRESH, () -> run("status").code() == 0);

    assertThat(good("status"))
        .contains(endpoints().http(), endpoints().presto(), endpoints().lake().toString())
        .contains("records are in Kafka and not committed", "agrees, difference 0")
        .endsWith("All is well\n")
        .doesNotContain("\u001b");
    JsonNode status = json("status");
    assertThat(status.path("problems")).isEmpty();
    assertThat(status.path("parts").findValuesAsText("name"))
        .containsExactly("http", "kafka", "metastore", "presto");
    assertThat(status.path("flow").path("kafkaReady").booleanValue()).isTrue();
    assertThat(status.path("flow").path("commits").path("all").asLong()).isPositive();
  }

  @Test
  void receiptAndFindLeadFromTheAnswerToTheRow() throws Exception {
    String receipt = send("found-1");
    Await.until(
        "its row", FRESH, () -> run("receipt", receipt).out().contains("state    queryable\n"));

    JsonNode answer = json("receipt", receipt);
    assertThat(answer.path("state").asText()).isEqualTo("queryable");
    assertThat(endpoints().lake().resolve(answer.path("file").asText())).exists();
    assertThat(good("find", receipt)).contains("In Kafka", "Queryable", "Presto:", "DuckDB:");
    JsonNode byId = json("find", "found-1").path("found");
    assertThat(byId).hasSize(1);
    assertThat(byId.get(0).path("receipt").path("receipt").asText()).isEqualTo(receipt);
    String sql = byId.get(0).path("sql").get(0).path("text").asText();
    assertThat(good("sql", "SELECT event_id FROM (" + sql + ")")).isEqualTo("found-1\n");

    List<String> newest = good("tail", "--json", "--lines=10000").lines().toList();
    for (String line : newest) {
      assertThat(JsonSchema.ofCommand("tail").problems(JSON.readTree(line))).isEmpty();
    }
    assertThat(newest).anyMatch(line -> line.contains("\"receipt\":\"" + receipt + "\""));
    assertThat(good("tail", "--lines=1").lines())
        .singleElement()
        .asString()
        .contains("  queryable    events-", "  launched  found-1")
        .satisfies(line -> Instant.parse(line.substring(0, line.indexOf(' '))));

    assertThat(run("receipt", "events-0-999999999").code()).isEqualTo(1);
    assertThat(run("receipt", "nonsense").code()).isEqualTo(2);
    assertThat(run("find", "no such ID").code()).isEqualTo(1);
  }

  /** And without a terminal code, though Maven's own -q prints some on a terminal. */
  @Test
  void startsFromTheClassesOfAnEarlierRun() throws Exception {
    good("--help");
    Path archive = StartedPart.checkout().root().resolve("runners/cli/target/shared/help.jsa");
    assertThat(archive).isNotEmptyFile();
    assertThat(good("--version")).startsWith("tributary 1.0-SNAPSHOT (Java 17.");
    assertThat(good("status", "--help")).startsWith("Usage: tributary status [OPTIONS]\n");
  }

  @Test
  void otherCommandsPrintWhatTheirSchemasSay() throws Exception {
    assertThat(json("audit").path("differences").asLong()).isZero();
    assertThat(json("tables", "--dry-run").path("dryRun").booleanValue()).isTrue();
    assertThat(json("files").path("files").size()).isPositive();
    assertThat(json("files", "--sql").path("sql").asText()).contains("read_parquet");
    Ended waited =
        run("wait", "--type=launched", "--dt=2999-01-01", "--hour=10", "--timeout=PT0S", "--json");
    assertThat(waited.code()).isEqualTo(1);
    assertThat(JsonSchema.ofCommand("wait").problems(JSON.readTree(waited.out()))).isEmpty();
  }

  /** The printed object, which follows the schema of its command. */
  private JsonNode json(String... words) throws IOException, InterruptedException {
    var all = new ArrayList<>(List.of(words));
    all.add("--json");
    Ended ended = run(all.toArray(String[]::new)); // on standard error may be its progress
    assertThat(ended.code()).as("%s%n%s%s", all, ended.out(), ended.err()).isZero();
    JsonNode printed = JSON.readTree(ended.out());
    assertThat(JsonSchema.ofCommand(words[0]).problems(printed)).as("%s", printed).isEmpty();
    return printed;
  }

  private String good(String... words) throws IOException, InterruptedException {
    Ended ended = run(words);
    assertThat(ended.code()).as("%s%n%s%s", List.of(words), ended.out(), ended.err()).isZero();
    assertThat(ended.err()).isEmpty();
    return ended.out();
  }

  private Ended run(String... words) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    var command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("TRIBUTARY_HOME", home().folder().toString());
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("%s ended", command).isTrue();
    return new Ended(
        process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }

  private String send(String id) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://" + endpoints().http() + "/v1/events"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"event_type\":\"launched\",\"id\":\"" + id + "\"}"));
    byte[] body =
        HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray()).body();
    return JSON.readTree(body).path("events").get(0).path("receipt").asText();
  }
}
