package dev.tributary.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Faults of a cluster of one JobManager and two TaskManagers, at parallelism 2 with two topics of 4
 * partitions. The guarantee: every record has exactly one end, whatever state a job starts from.
 */
@Tag("faults")
final class ClusterFaultsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static TempHome home;
  private static StartedPart kafka;
  private static FlinkCluster cluster;

  @BeforeAll
  static void startParts() throws Exception {
    home = TempHome.make();
    kafka = StartedPart.kafka(home);
    cluster = FlinkCluster.start(home.folder());
  }

  @AfterAll
  static void stopParts() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
    kafka.close();
    home.close();
  }

  private static PipelineFixture world(String name) throws Exception {
    return PipelineFixture.make(kafka.address(), name, home.folder());
  }

  @Test
  void losesAndDoublesNothingWhenTaskManagersAreKilledTenTimes() throws Exception {
    var random = new Random(23);
    try (PipelineFixture world = world("tm-killed");
        Load load = Load.start(world, 11, 300)) {
      String job = cluster.submit(world, "--parallelism=2");
      for (int i = 0; i < 10; i++) {
        world.awaitCommit(PATIENCE);
        load.awaitMore(random.nextInt(600));
        cluster.killTaskManager("taskmanager-" + (1 + random.nextInt(2)));
      }
      assertExact("TaskManager: kill -9", 10, Drained.audit(world, load));
      cluster.cancel(job);
    }
  }

  @Test
  void goesOnFromItsCheckpointWhenTheJobManagerIsKilled() throws Exception {
    try (PipelineFixture world = world("jm-killed");
        Load load = Load.start(world, 12, 300)) {
      String job = cluster.submit(world, "--parallelism=2");
      world.awaitCommit(PATIENCE);
      String checkpoint = cluster.checkpoint(job);
      world.awaitCommit(PATIENCE);
      cluster.kill("jobmanager");
      cluster.awaitTaskManagers(2);
      String resumed = cluster.submit(world, "--parallelism=2", "--savepointPath=" + checkpoint);
      world.awaitCommit(PATIENCE);
      assertExact("JobManager: kill -9, resumed", 1, Drained.audit(world, load));
      cluster.cancel(resumed);
    }
  }

  /** One world through it all, so that each state is older than the log by what came between. */
  @Test
  void startsFromAnyStateOrNoneCancelledStoppedAndRescaled() throws Exception {
    try (PipelineFixture world = world("restored");
        Load load = Load.start(world, 13, 300)) {
      String job = cluster.submit(world, "--parallelism=2");
      world.awaitCommit(PATIENCE);
      String oldest = cluster.savepoint(job);
      world.awaitCommit(PATIENCE);
      cluster.cancel(job);

      job = cluster.submit(world, "--parallelism=2"); // no state
      world.awaitCommit(PATIENCE);
      String first = cluster.stop(job);

      job = cluster.submit(world, "--parallelism=4", "--savepointPath=" + first);
      world.awaitCommit(PATIENCE);
      String second = cluster.stop(job);

      job = cluster.submit(world, "--parallelism=2", "--savepointPath=" + second);
      world.awaitCommit(PATIENCE);
      cluster.cancel(job);

      job = cluster.submit(world, "--parallelism=2", "--savepointPath=" + oldest);
      world.awaitCommit(PATIENCE);
      assertExact("cancelled, stopped, rescaled, old savepoint", 5, Drained.audit(world, load));
      cluster.cancel(job);
    }
  }

  @Test
  void resumesByItselfAndDrainedItLeavesNothingBehind() throws Exception {
    try (PipelineFixture world = world("resumed");
        Load load = Load.start(world, 14, 300)) {
      var first = cluster.launch(world, "--parallelism=2", "--resume=auto");
      assertThat(first.text()).contains("Starts from the commit log alone.");
      world.awaitCommit(PATIENCE);
      cluster.checkpoint(first.job());
      cluster.cancel(first.job());

      var second = cluster.launch(world, "--parallelism=2", "--resume=auto");
      assertThat(second.text()).containsPattern("Starts from file:.*/checkpoints/resumed/.*/chk-");
      world.awaitCommit(PATIENCE);
      assertThat(cluster.tool("savepoint", "--name=resumed"))
          .matches("file:.*/savepoints/resumed/savepoint-[^\n]*");
      assertThat(cluster.state(second.job())).isEqualTo("RUNNING");
      String stopped = cluster.tool("savepoint", "--name=resumed", "--stop");
      assertThat(cluster.state(second.job())).isEqualTo("FINISHED");

      var third = cluster.launch(world, "--parallelism=2", "--resume=auto");
      assertThat(third.text()).contains("Starts from " + stopped);
      Set<Path> stagedBefore = staged(world);
      world.awaitCommit(PATIENCE);
      assertThat(
              cluster.tool(
                  "savepoint", "--name=resumed", "--drain", "--bootstrapServers=" + world.kafka()))
          .contains("Drained job " + third.job())
          .contains("All that it has read is committed and published");
      assertThat(cluster.state(third.job())).isEqualTo("FINISHED");
      assertThat(CommitRecords.read(world).allPublished()).isTrue();
      assertThat(stagedBefore).as("files of an unfinished batch").containsAll(staged(world));

      try (var rest = EmbeddedPipeline.start(world)) {
        assertExact("resumed by itself, drained", 3, Drained.audit(world, load));
        assertThat(rest.process().isAlive()).isTrue();
      }
    }
  }

  /** The launcher has ended, and no worker commits. */
  @Test
  void sealsHoursThoughNoEventComes() throws Exception {
    String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
    try (PipelineFixture world = world("idle")) {
      String job = cluster.submit(world, "--parallelism=2");
      List<String> words =
          List.of(
              "wait",
              "--type=tick",
              "--dt=" + yesterday,
              "--hour=00",
              "--timeout=PT3M",
              "--name=" + world.name(),
              "--bootstrapServers=" + world.kafka(),
              "--lake=" + world.lake());
      try (var wait = JavaProcess.startTool(home.folder().resolve("wait.log"), words)) {
        assertThat(wait.awaitEnd(PATIENCE)).as(wait.text()).isZero();
      }
      cluster.cancel(job);
    }
  }

  /** Taken of the version whose reader was LaneSource (ADR 8), at parallelism 1. */
  @Test
  void refusesAStateOfTheFormerReaderInOneLine() throws Exception {
    Path state = Files.createDirectories(home.folder().resolve("former-state"));
    try (PipelineFixture world = world("former");
        var metadata = ClusterFaultsIT.class.getResourceAsStream("/states/lane-source/_metadata")) {
      Files.copy(metadata, state.resolve("_metadata"));
      assertThat(cluster.refused(world, "--parallelism=1", "--resume=" + state.toUri()))
          .startsWith("Cannot run the pipeline: ")
          .endsWith("launch with --resume=none, the commit log alone is enough");
    }
  }

  private static Set<Path> staged(PipelineFixture world) throws IOException {
    try (var files = Files.list(world.lake().resolve("_staging"))) {
      return files.collect(Collectors.toSet());
    }
  }

  private static void assertExact(String fault, int hits, Audit audit) {
    FaultTable.add(fault, hits, audit);
    assertThat(audit).matches(Audit::isExact, "every record has exactly one end");
  }
}
