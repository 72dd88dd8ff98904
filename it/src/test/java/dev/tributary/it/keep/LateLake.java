package dev.tributary.it.keep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.it.faults.JavaProcess;
import dev.tributary.it.faults.PipelineFixture;
import dev.tributary.it.support.Await;
import dev.tributary.it.support.PrestoSql;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import dev.tributary.it.support.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A pipeline with its metastore and Presto, events that come late, and the commands that keep its
 * lake. What is in the lake is compared with what was sent, by Presto and by DuckDB.
 */
record LateLake(
    TempHome home,
    PipelineFixture world,
    StartedPart metastore,
    StartedPart presto,
    JavaProcess pipeline,
    LateEvents late)
    implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final String ROWS =
      "SELECT kafka_topic, kafka_partition, kafka_offset, event_id, %s, host, raw_event FROM %s";

  /** What a command said, and its exit code. */
  record Run(int code, String output) {}

  /** With events that are three hours late. */
  static LateLake start(TestBroker broker, String name) throws Exception {
    return start(broker, name, Duration.ofHours(3));
  }

  /** With events that are so late. */
  static LateLake start(TestBroker broker, String name, Duration age) throws Exception {
    PipelineFixture world =
        PipelineFixture.make(broker.kafka().address(), name, broker.home().folder());
    TempHome home = TempHome.make(); // a metastore of its own: it has one lake's tables
    StartedPart metastore = StartedPart.metastore(home);
    StartedPart presto = StartedPart.presto(home, metastore);
    JavaProcess pipeline = launch(world, metastore);
    var late = new LateEvents(world, age);
    var lake = new LateLake(home, world, metastore, presto, pipeline, late);
    Await.until("the table is there", PATIENCE, () -> lake.count() >= 0);
    return lake;
  }

  /** Launches a pipeline on the Direct runner. */
  static JavaProcess launch(PipelineFixture world, StartedPart metastore) throws IOException {
    return JavaProcess.startTestClasspath(
        world.work().resolve("direct.log"),
        List.of("-Xmx384m"),
        "dev.tributary.runners.direct.Main",
        world.arguments(
            "--metastore=" + metastore.address(), "--batching=timed", "--flushInterval=PT0.3S"));
  }

  PrestoSql sql() {
    return new PrestoSql(presto.address());
  }

  /** Starts a command of ours. */
  JavaProcess start(List<String> options, String... words) throws Exception {
    Path log = Files.createTempFile(world.work(), "tool", ".log");
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.add("--bootstrapServers=" + world.kafka());
    arguments.add("--lake=" + world.lake());
    arguments.add("--name=" + world.name());
    if (!List.of("files", "audit").contains(words[0])) {
      arguments.add("--metastore=" + metastore.address());
    }
    return JavaProcess.startForeign(
        StartedPart.checkout().supervisor(),
        log,
        Stream.concat(Stream.of("-Xmx400m"), options.stream()).toList(),
        "dev.tributary.runners.cli.Tool",
        arguments);
  }

  /** Runs a command of ours to its end. */
  Run tool(List<String> options, String... words) throws Exception {
    try (JavaProcess tool = start(options, words)) {
      return new Run(tool.awaitEnd(PATIENCE), tool.text());
    }
  }

  /** Compacts all hours that have several files. */
  Run compact(Duration grace) throws Exception {
    Run run = tool(List.of(), "compact", "--quiet=PT0S", "--grace=" + grace);
    assertThat(run.code()).as(run.output()).isZero();
    return run;
  }

  /** Sends events in so many commits, each of them in Presto before the next. */
  void sendFiles(int commits) throws Exception {
    for (int more = 0; more < commits; more++) {
      long before = count();
      late.send(2);
      awaitCount(before + 2);
    }
  }

  /** Waits for so many rows in Presto; a failure says what the pipeline said. */
  void awaitCount(long rows) throws Exception {
    try {
      Await.until(rows + " rows in Presto", PATIENCE, () -> count() == rows);
    } catch (AssertionError e) {
      String state = pipeline.isAlive() ? "runs" : "has ended";
      throw new AssertionError(
          "%s, found %d; the pipeline %s:%n%s"
              .formatted(e.getMessage(), count(), state, pipeline.lastLines()),
          e);
    }
  }

  /** The folder that Presto reads of each partition. */
  Map<String, String> locations() throws Exception {
    Map<String, String> locations = new HashMap<>();
    for (List<String> row :
        sql().rows("SELECT DISTINCT \"$path\" FROM events WHERE event_type = 'tick'")) {
      String folder = row.get(0).substring(0, row.get(0).lastIndexOf('/'));
      String partition = folder.substring(folder.indexOf("event_type="));
      locations.put(partition.replaceFirst("/g[0-9]+-.*", ""), folder);
    }
    return locations;
  }

  long count() throws Exception {
    return sql().number("SELECT count(*) FROM events WHERE event_type = 'tick'");
  }

  /** All that was sent, by Presto, and by DuckDB from the files that the command names. */
  void assertContents() throws Exception {
    Map<String, LateEvents.Event> sent = late.acknowledged();
    try (Connection presto = sql().connect();
        var statement = presto.createStatement()) {
      assertThat(
              read(
                  statement.executeQuery(
                      ROWS.formatted("CAST(to_unixtime(event_time) * 1000 AS bigint)", "events"))))
          .isEqualTo(sent);
    }
    Run files = tool(List.of(), "files", "--json");
    assertThat(files.code()).as(files.output()).isZero();
    String json =
        files.output().lines().filter(line -> line.startsWith("{")).findFirst().orElseThrow();
    List<String> paths = new ArrayList<>();
    for (JsonNode path : new ObjectMapper().readTree(json).path("files")) {
      paths.add("'" + path.asText() + "'");
    }
    String list = paths.stream().collect(Collectors.joining(","));
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement()) {
      assertThat(
              read(
                  statement.executeQuery(
                      ROWS.formatted(
                          "epoch_ms(event_time)",
                          "read_parquet([" + list + "], union_by_name=true)"))))
          .isEqualTo(sent);
    }
  }

  /** Rows by position; a position twice has no place in it. */
  private static Map<String, LateEvents.Event> read(ResultSet rows) throws Exception {
    Map<String, LateEvents.Event> found = new HashMap<>();
    while (rows.next()) {
      String position = rows.getString(1) + "-" + rows.getInt(2) + "-" + rows.getLong(3);
      var event =
          new LateEvents.Event(
              rows.getString(4), rows.getLong(5), rows.getString(6), rows.getString(7));
      assertThat(found.put(position, event)).as("second row of %s", position).isNull();
    }
    return found;
  }

  @Override
  public void close() throws IOException {
    late.close();
    pipeline.close();
    presto.close();
    metastore.close();
    world.close();
    home.close();
  }
}
