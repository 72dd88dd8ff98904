package dev.tributary.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import dev.tributary.it.support.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What docs/operations.md says of a new Kafka cluster and of old backups, done by its letter. */
@Tag("faults")
final class ClusterMigrationIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String NAME = "moved";

  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  @Test
  void movesALakeToANewClusterOnlyWhenAPersonSaysSo() throws Exception {
    Path lake = BROKER.home().folder().resolve("lake-that-moves");
    try (TempHome elsewhere = TempHome.make();
        StartedPart newKafka = StartedPart.kafka(elsewhere);
        PipelineFixture old =
            PipelineFixture.make(BROKER.kafka().address(), NAME, BROKER.home().folder(), lake);
        PipelineFixture young =
            PipelineFixture.make(newKafka.address(), NAME, elsewhere.folder(), lake)) {
      Map<String, Long> lanes = new TreeMap<>();
      Map<String, String> sent = new TreeMap<>();
      try (Load load = Load.start(old, 51, 300);
          var pipeline = EmbeddedPipeline.start(old)) {
        old.awaitCommit(PATIENCE);
        List<Sent> before = load.stop();
        assertThat(Drained.audit(old, before)).matches(Audit::isExact, "exact before the move");
        lanes.putAll(AuditByTopicId.lanes(old));
        sent.putAll(AuditByTopicId.md5s(old, before));
        pipeline.kill();
      }
      try (var refused = EmbeddedPipeline.launch(young, List.of())) {
        assertThat(refused.process().awaitEnd(PATIENCE)).isEqualTo(1);
        assertThat(refused.process().lastLines()).contains("--adopt=true");
      }
      try (Load load = Load.start(young, 52, 300)) {
        try (var pipeline = EmbeddedPipeline.start(young, "--adopt=true")) {
          young.awaitCommit(PATIENCE);
          pipeline.kill();
        }
        try (var pipeline = EmbeddedPipeline.start(young)) {
          sent.putAll(AuditByTopicId.md5s(young, load.stop()));
          Drained.await(young);
          lanes.putAll(AuditByTopicId.lanes(young));
          Audit audit = AuditByTopicId.of(List.of(old, young), lanes, sent);
          FaultTable.add("moved to a new Kafka cluster", 1, audit);
          assertThat(audit).matches(Audit::isExact, "every record of both has exactly one end");
          assertThat(pipeline.process().isAlive()).isTrue();
        }
      }
    }
  }

  @Test
  void refusesALakeFromAnOldBackupUntilAPersonSaysSo() throws Exception {
    Path lake = BROKER.home().folder().resolve("lake-of-old");
    try (PipelineFixture world =
        PipelineFixture.make(BROKER.kafka().address(), "restored", BROKER.home().folder(), lake)) {
      Set<Path> backup;
      try (Load load = Load.start(world, 53, 300);
          var pipeline = EmbeddedPipeline.start(world)) {
        world.awaitCommit(PATIENCE);
        backup = files(lake);
        world.awaitCommit(PATIENCE);
        load.stop();
        Drained.await(world);
        pipeline.kill();
      }
      for (Path file : files(lake)) {
        if (!backup.contains(file)) {
          Files.delete(file);
        }
      }
      try (var refused = EmbeddedPipeline.launch(world, List.of())) {
        assertThat(refused.process().awaitEnd(PATIENCE)).isEqualTo(1);
        assertThat(refused.process().lastLines())
            .contains("the newest commit's file")
            .contains("--adopt=true");
      }
      try (var pipeline = EmbeddedPipeline.start(world, "--adopt=true")) {
        assertThat(pipeline.process().isAlive()).isTrue();
      }
    }
  }

  private static Set<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).collect(Collectors.toSet());
    }
  }
}
