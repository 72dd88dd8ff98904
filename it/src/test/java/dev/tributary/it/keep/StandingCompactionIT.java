package dev.tributary.it.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.faults.Drained;
import dev.tributary.it.faults.JavaProcess;
import dev.tributary.it.support.Await;
import dev.tributary.it.support.TestBroker;
import dev.tributary.pipeline.lake.metastore.HiveMetastore;
import dev.tributary.pipeline.lake.metastore.MetastoreAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * {@code compact --every} works by itself: it waits for a metastore that is down, and leaves the
 * lake to a compaction that somebody started. Nothing is lost or doubled.
 */
final class StandingCompactionIT {
  private static final String WAITS = "Cannot compact now, and tries again";

  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  @Test
  @Tag("faults")
  void compactsByItselfAndWaitsForAMetastoreAndForOthers() throws Exception {
    try (LateLake lake = LateLake.start(BROKER, "standing")) {
      lake.sendFiles(3);
      try (JavaProcess standing =
          lake.start(List.of(), "compact", "--every=PT1S", "--quiet=PT0S", "--grace=PT10S")) {
        awaitGeneration(lake, 1);
        lake.metastore().kill();
        lake.late().send(40);
        Await.until("it says so", LateLake.PATIENCE, () -> lines(standing, WAITS) > 0);
        lake.metastore().start();
        Await.until(
            "all is in Presto",
            LateLake.PATIENCE,
            () -> lake.count() == lake.late().acknowledged().size());
        lake.sendFiles(10);
        awaitGeneration(lake, 2);
        assertThat(lines(standing, WAITS)).as(standing.text()).isLessThan(5);
        assertThat(lines(standing, "Compacts again")).as(standing.text()).isPositive();

        lake.compact(Duration.ofSeconds(10));
        lake.sendFiles(10);
        lake.compact(Duration.ofSeconds(10));
        assertThat(standing.isAlive()).isTrue();
        Drained.await(lake.world());
        lake.assertContents();
      }
      lake.pipeline().kill();
      registersWhereEachPartitionIs(lake);
      printsAViewOfWhatIsCurrent(lake);
    }
  }

  /** After somebody's MSCK, which takes a partition's own folder, and after the loss of all. */
  private static void registersWhereEachPartitionIs(LateLake lake) throws Exception {
    Map<String, String> locations = lake.locations();
    var address = MetastoreAddress.of(lake.metastore().address(), "default", "hive");
    try (var metastore = new HiveMetastore(address)) {
      for (String partition : locations.keySet()) {
        List<String> values =
            Stream.of(partition.split("/")).map(key -> key.split("=")[1]).toList();
        Path own = lake.world().lake().resolve("events").resolve(partition);
        metastore.relocate("events", values, own.toUri().toString());
      }
    }
    assertThat(lake.locations()).isNotEqualTo(locations);
    register(lake, "change location of partition events/event_type=tick");
    assertThat(lake.locations()).isEqualTo(locations);
    lake.metastore().kill();
    Files.delete(BROKER.home().home().emptied("metastore")); // Derby makes no database in a folder
    lake.metastore().start();
    register(lake, "add partition events/event_type=tick");
    assertThat(lake.locations()).isEqualTo(locations);
    lake.assertContents();
    LateLake.Run again = lake.tool(List.of(), "tables");
    assertThat(again.output()).contains("All tables, views and partitions are as they should be");
  }

  private static void register(LateLake lake, String change) throws Exception {
    LateLake.Run run = lake.tool(List.of(), "tables");
    assertThat(run.code()).as(run.output()).isZero();
    assertThat(run.output()).contains(change);
  }

  private static void printsAViewOfWhatIsCurrent(LateLake lake) throws Exception {
    LateLake.Run run = lake.tool(List.of(), "files", "--sql");
    assertThat(run.code()).as(run.output()).isZero();
    String view = run.output().substring(run.output().indexOf("CREATE OR REPLACE VIEW"));
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement()) {
      statement.execute(view);
      var rows =
          statement.executeQuery(
              "SELECT event_id, strftime(event_time AT TIME ZONE 'UTC', '%H') = hour"
                  + " FROM events WHERE event_type = 'tick'");
      List<String> ids = new ArrayList<>();
      while (rows.next()) {
        assertThat(rows.getBoolean(2)).as("the hour of %s", rows.getString(1)).isTrue();
        ids.add(rows.getString(1));
      }
      assertThat(ids)
          .containsExactlyInAnyOrderElementsOf(
              lake.late().acknowledged().values().stream().map(LateEvents.Event::id).toList());
    }
  }

  private static void awaitGeneration(LateLake lake, int number) {
    Await.until(
        "generation " + number + " of each hour",
        LateLake.PATIENCE,
        () ->
            lake.locations().values().stream()
                .allMatch(folder -> folder.matches(".*/g[" + number + "-9]-.*")));
  }

  private static long lines(JavaProcess process, String text) throws Exception {
    return process.text().lines().filter(line -> line.contains(text)).count();
  }
}
