package dev.tributary.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The same guarantee on the Direct runner, in both batching forms: its process is killed under load
 * and started again from nothing.
 */
final class DirectFaultsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int KILLS = 2;

  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  @Test
  @Tag("faults")
  void losesAndDoublesNothingKilledUnderLoad() throws Exception {
    killUnderLoad("timed");
  }

  @Test
  @Tag("faults")
  void losesAndDoublesNothingKilledUnderLoadInBundles() throws Exception {
    killUnderLoad("bundle");
  }

  private static void killUnderLoad(String batching) throws Exception {
    try (PipelineFixture world =
            PipelineFixture.make(
                BROKER.kafka().address(), "direct-" + batching, BROKER.home().folder());
        Load load = Load.start(world, 51, 60)) {
      for (int i = 0; i < KILLS; i++) {
        try (JavaProcess pipeline = start(world, batching)) {
          world.awaitCommit(PATIENCE);
          pipeline.kill();
        }
      }
      try (JavaProcess last = start(world, batching)) {
        Audit audit = Drained.audit(world, load);
        FaultTable.add("Direct runner, " + batching + ": kill -9", KILLS, audit);
        assertThat(audit).matches(Audit::isExact, "every record has exactly one end");
        assertThat(last.isAlive()).isTrue();
      }
    }
  }

  @Test
  void letsKafkasOwnToolShowWhatTheLakeDoesNotHave() throws Exception {
    try (PipelineFixture world =
        PipelineFixture.make(BROKER.kafka().address(), "lag", BROKER.home().folder())) {
      try (Load load = Load.start(world, 52, 60);
          JavaProcess pipeline = start(world, "timed")) {
        load.awaitMore(300);
        assertThat(Drained.audit(world, load)).matches(Audit::isExact, "all is in the lake");
        pipeline.kill();
      }
      assertThat(lagByKafkasTool(world)).isZero();
      long before = total(world);
      try (Load more = Load.start(world, 53, 60)) {
        more.awaitMore(200);
        more.stop();
      }
      long missing = total(world) - before;
      assertThat(missing).isGreaterThanOrEqualTo(200);
      assertThat(lagByKafkasTool(world)).isEqualTo(missing);
    }
  }

  private static long total(PipelineFixture world) throws Exception {
    return world.ends().values().stream().mapToLong(Long::longValue).sum();
  }

  /** The sum of the column LAG. */
  private static long lagByKafkasTool(PipelineFixture world) throws Exception {
    try (JavaProcess tool =
        JavaProcess.startKafkaTool(
            Files.createTempFile(world.work(), "lag", ".log"),
            "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand",
            List.of("--bootstrap-server", world.kafka(), "--describe", "--group", world.name()))) {
      assertThat(tool.awaitEnd(PATIENCE)).as(tool.text()).isZero();
      List<String[]> rows =
          tool.text()
              .lines()
              .map(line -> line.trim().split("\\s+"))
              .filter(row -> row[0].equals(world.name()))
              .toList();
      assertThat(rows).as(tool.text()).hasSize(world.partitions().size());
      return rows.stream().mapToLong(row -> Long.parseLong(row[5])).sum();
    }
  }

  private static JavaProcess start(PipelineFixture world, String batching) throws IOException {
    return JavaProcess.startTestClasspath(
        Files.createTempDirectory(BROKER.home().folder(), "direct").resolve("log"),
        List.of("-Xmx384m"),
        "dev.tributary.runners.direct.Main",
        world.arguments("--batching=" + batching));
  }
}
