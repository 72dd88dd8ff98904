package dev.tributary.it.keep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.it.faults.Drained;
import dev.tributary.it.faults.HaltAgent;
import dev.tributary.it.faults.JavaProcess;
import dev.tributary.it.faults.PipelineFixture;
import dev.tributary.it.support.Await;
import dev.tributary.it.support.PrestoSql;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TestBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Hours are compacted while late events arrive in them and queries count their rows: no query
 * fails, no count goes down, and in the end each event is there with the values that were sent.
 */
final class CompactionIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration GRACE = Duration.ofSeconds(40);
  private static final String KEEP = "dev.tributary.pipeline.keep.";
  private static final String ROWS =
      "SELECT kafka_topic, kafka_partition, kafka_offset, event_id, %s, host, raw_event FROM %s";

  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  /** A pipeline with its metastore and Presto, and events that come late. */
  private record LateLake(
      PipelineFixture world,
      StartedPart metastore,
      StartedPart presto,
      JavaProcess pipeline,
      LateEvents late)
      implements AutoCloseable {
    static LateLake start(String name) throws Exception {
      PipelineFixture world =
          PipelineFixture.make(BROKER.kafka().address(), name, BROKER.home().folder());
      StartedPart metastore = StartedPart.metastore(BROKER.home());
      StartedPart presto = StartedPart.presto(BROKER.home(), metastore);
      JavaProcess pipeline =
          JavaProcess.startTestClasspath(
              world.work().resolve("direct.log"),
              List.of("-Xmx384m"),
              "dev.tributary.runners.direct.Main",
              world.arguments(
                  "--metastore=" + metastore.address(),
                  "--batching=timed",
                  "--flushInterval=PT0.3S"));
      return new LateLake(world, metastore, presto, pipeline, new LateEvents(world));
    }

    PrestoSql sql() {
      return new PrestoSql(presto.address());
    }

    /** Runs a command of ours, and returns its exit code and output. */
    Run tool(List<String> options, String... words) throws Exception {
      Path log = Files.createTempFile(world.work(), "tool", ".log");
      List<String> arguments = new ArrayList<>(List.of(words));
      arguments.add("--bootstrapServers=" + world.kafka());
      arguments.add("--lake=" + world.lake());
      arguments.add("--name=" + world.name());
      if (words[0].equals("compact")) {
        arguments.add("--metastore=" + metastore.address());
      }
      var jvm = Stream.concat(Stream.of("-Xmx400m"), options.stream()).toList();
      try (JavaProcess tool =
          JavaProcess.startForeign(
              StartedPart.checkout().supervisor(),
              log,
              jvm,
              "dev.tributary.runners.cli.Tool",
              arguments)) {
        return new Run(tool.awaitEnd(PATIENCE), Files.readString(log));
      }
    }

    Run compact(Duration grace, String... more) throws Exception {
      Run run =
          tool(
              List.of(),
              Stream.concat(
                      Stream.of("compact", "--quiet=PT0S", "--grace=" + grace), Stream.of(more))
                  .toArray(String[]::new));
      assertThat(run.code()).as(run.output()).isZero();
      return run;
    }

    @Override
    public void close() throws Exception {
      late.close();
      pipeline.close();
      presto.close();
      metastore.close();
      world.close();
    }
  }

  private record Run(int code, String output) {}

  @Test
  void nobodyNoticesACompaction() throws Exception {
    try (LateLake lake = LateLake.start("compaction")) {
      lake.late().start(4);
      Await.until("rows in Presto", PATIENCE, () -> count(lake) > 100);
      var clients = new CountingClients(lake.sql(), 2);
      int compacted = 0;
      int deleted = 0;
      for (int run = 0; run < 3; run++) {
        String output = lake.compact(GRACE).output();
        compacted += output.contains("Compacted 0 hours") ? 0 : 1;
        deleted += output.contains("Deleted the replaced files") ? 1 : 0;
        Instant over = Instant.now().plus(GRACE);
        Await.until("the grace is over", PATIENCE, () -> Instant.now().isAfter(over));
      }
      lake.late().stop();
      Drained.await(lake.world());
      assertContents(lake);
      int answers = clients.answers();
      Await.until("clients counted since", PATIENCE, () -> clients.answers() > answers + 2);
      assertThat(clients.stop()).as("%d answers", clients.answers()).isEmpty();
      assertThat(compacted).as("runs that compacted").isGreaterThanOrEqualTo(2);
      assertThat(deleted).as("runs that deleted").isGreaterThanOrEqualTo(1);
      undoes(lake);
    }
  }

  /** The last swap of an hour is undone, and what is replaced then goes away too. */
  private static void undoes(LateLake lake) throws Exception {
    lake.compact(Duration.ZERO);
    lake.late().send(20);
    Await.until(
        "all is in Presto", PATIENCE, () -> count(lake) == lake.late().acknowledged().size());
    for (int more = 0; more < 10; more++) { // a commit for each
      long before = count(lake);
      lake.late().send(2);
      Await.until("more rows", PATIENCE, () -> count(lake) == before + 2);
    }
    Drained.await(lake.world());
    lake.compact(Duration.ofHours(1));
    String swapped = locations(lake).entrySet().iterator().next().getKey();
    String location = locations(lake).get(swapped);
    Run undone = lake.tool(List.of(), "compact", "--undo=" + swapped);
    assertThat(undone.code()).as(undone.output()).isZero();
    assertThat(locations(lake).get(swapped)).isNotEqualTo(location);
    assertContents(lake);
  }

  /** The folder that Presto reads of each partition. */
  private static Map<String, String> locations(LateLake lake) throws Exception {
    Map<String, String> locations = new HashMap<>();
    for (List<String> row :
        lake.sql().rows("SELECT DISTINCT \"$path\" FROM events WHERE event_type = 'tick'")) {
      String folder = row.get(0).substring(0, row.get(0).lastIndexOf('/'));
      String partition = folder.substring(folder.indexOf("event_type="));
      locations.put(partition.replaceFirst("/g[0-9]+-.*", ""), folder);
    }
    return locations;
  }

  @Test
  @Tag("faults")
  void haltedAtEachStepItLosesAndDoublesNothing() throws Exception {
    List<String> steps =
        List.of(
            "dev.tributary.pipeline.rewrite.Rewrite#check:EXIT:1",
            KEEP + "Swap#append:ENTER:1",
            KEEP + "Swap#append:EXIT:1",
            "dev.tributary.pipeline.lake.files.LocalLakeFiles#copy:EXIT:1",
            KEEP + "HiveLocating#change:ENTER:1",
            KEEP + "HiveLocating#change:EXIT:1",
            KEEP + "Swap#finish:EXIT:1",
            KEEP + "Retirement#retire:ENTER:1",
            KEEP + "Retirement#retire:EXIT:1");
    try (LateLake lake = LateLake.start("compaction-halted")) {
      for (String step : steps) {
        for (int files = 0; files < 10; files++) { // a commit for each
          long before = count(lake);
          lake.late().send(6);
          Await.until("more rows", PATIENCE, () -> count(lake) == before + 6);
        }
        Drained.await(lake.world());
        Run halted =
            lake.tool(
                List.of(HaltAgent.option(lake.world().work(), step)),
                "compact",
                "--quiet=PT0S",
                "--grace=PT0S");
        assertThat(halted.code()).as(step + "\n" + halted.output()).isEqualTo(HaltAgent.HALTED);
        assertContents(lake);
        lake.late().send(3);
        Await.until(
            "late rows after " + step,
            PATIENCE,
            () -> count(lake) == lake.late().acknowledged().size());
        lake.compact(Duration.ZERO);
        assertContents(lake);
      }
    }
  }

  private static long count(LateLake lake) throws Exception {
    return lake.sql().number("SELECT count(*) FROM events WHERE event_type = 'tick'");
  }

  /** All that was sent, by Presto, and by DuckDB from the files that the command names. */
  private static void assertContents(LateLake lake) throws Exception {
    Map<String, LateEvents.Event> sent = lake.late().acknowledged();
    try (Connection presto = lake.sql().connect();
        var statement = presto.createStatement()) {
      assertThat(
              read(
                  statement.executeQuery(
                      ROWS.formatted("CAST(to_unixtime(event_time) * 1000 AS bigint)", "events"))))
          .isEqualTo(sent);
    }
    Run files = lake.tool(List.of(), "files", "--json");
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
}
