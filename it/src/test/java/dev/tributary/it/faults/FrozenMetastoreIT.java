package dev.tributary.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.Await;
import dev.tributary.it.support.PrestoSql;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TestBroker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A metastore that takes connections and answers nothing stops no launch: rows are in the lake's
 * files, and Presto sees them once it answers, however many commits wait and whoever restarted.
 */
@Tag("faults")
final class FrozenMetastoreIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** More than a publisher holds. */
  private static final int COMMITS = 100;

  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  @Test
  void stopsNoLaunchAndLearnsOfTheRowsLater() throws Exception {
    try (PipelineFixture world =
            PipelineFixture.make(
                BROKER.kafka().address(), "metastore-frozen", BROKER.home().folder());
        StartedPart metastore = StartedPart.metastore(BROKER.home());
        StartedPart presto = StartedPart.presto(BROKER.home(), metastore)) {
      var sql = new PrestoSql(presto.address());
      String address = "--metastore=" + metastore.address();
      signal(metastore, "-STOP");
      try (JavaProcess first = direct(world, address);
          Load load = Load.start(world, 34, 100)) {
        Await.until(
            "many commits wait",
            PATIENCE,
            () -> CommitRecords.read(world).commits() > COMMITS || !first.isAlive());
        assertThat(CommitRecords.read(world).allPublished()).isFalse();
        signal(metastore, "-CONT");
        assertThat(Drained.audit(world, load)).matches(Audit::isExact, "exact after the first");
        awaitRows(sql, world);
        first.kill();
      }
      signal(metastore, "-STOP");
      try (Load load = Load.start(world, 35, 100);
          var second = EmbeddedPipeline.start(world, address)) {
        world.awaitCommit(PATIENCE);
        load.stop();
        awaitLag(world);
        second.kill();
      }
      assertThat(CommitRecords.read(world).allPublished()).isFalse();
      try (var third = EmbeddedPipeline.start(world, address)) {
        assertThat(third.process().text()).contains("The metastore did not answer");
        Audit audit = Audit.of(world, List.of());
        FaultTable.add("metastore frozen over two launches", 2, audit);
        assertThat(audit.lost() + audit.doubled()).as("all rows are in the files").isZero();
        signal(metastore, "-CONT"); // nothing is sent any more, nothing is started again
        awaitRows(sql, world);
        Await.until("all is marked", PATIENCE, () -> CommitRecords.read(world).allPublished());
        assertThat(third.process().isAlive()).isTrue();
      }
    }
  }

  private static void awaitLag(PipelineFixture world) {
    Await.until("the group's lag is 0", PATIENCE, () -> world.lag() == 0);
  }

  private static void awaitRows(PrestoSql sql, PipelineFixture world) throws IOException {
    long rows = CommitRecords.read(world).sum("rows");
    Await.until(
        rows + " rows in Presto",
        PATIENCE,
        () -> sql.number("SELECT COUNT(*) FROM events") == rows);
  }

  private static void signal(StartedPart part, String signal) throws Exception {
    new ProcessBuilder("kill", signal, Long.toString(part.pid())).start().waitFor();
  }

  /** Commits often. */
  private static JavaProcess direct(PipelineFixture world, String address) throws IOException {
    return JavaProcess.startTestClasspath(
        world.work().resolve("direct.log"),
        List.of("-Xmx384m"),
        "dev.tributary.runners.direct.Main",
        world.arguments(address, "--batching=timed", "--flushInterval=PT0.05S"));
  }
}
