package dev.tributary.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.Await;
import dev.tributary.it.support.TestBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Faults of Kafka under the running pipeline: nothing acknowledged is lost without a word. */
@Tag("faults")
final class KafkaFaultsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  private static PipelineFixture world(String name) throws Exception {
    return PipelineFixture.make(BROKER.kafka().address(), name, BROKER.home().folder());
  }

  @Test
  void goesOnByItselfWhenAKilledBrokerComesBack() throws Exception {
    try (PipelineFixture world = world("broker-killed");
        Load load = Load.start(world, 21, 300);
        var pipeline = EmbeddedPipeline.start(world)) {
      for (int i = 0; i < 2; i++) {
        world.awaitCommit(PATIENCE);
        BROKER.kafka().kill();
        BROKER.kafka().start();
      }
      world.awaitCommit(PATIENCE);
      Audit audit = Drained.audit(world, load);
      FaultTable.add("Kafka broker: kill -9 and back", 2, audit);
      assertThat(audit).matches(Audit::isExact, "every record has exactly one end");
      assertThat(pipeline.process().isAlive()).isTrue();
    }
  }

  @Test
  void endsTheLaunchAtATopicMadeAgainAndReadsItFromItsStartInTheNext() throws Exception {
    try (PipelineFixture world = world("made-again")) {
      String topic = world.topics().get(1);
      Map<String, Long> lanes = new TreeMap<>();
      Map<String, String> sent = new TreeMap<>();
      try (Load load = Load.start(world, 22, 300);
          var old = EmbeddedPipeline.start(world)) {
        world.awaitCommit(PATIENCE);
        List<Sent> before = load.stop();
        Audit audit = Drained.audit(world, before);
        assertThat(audit).matches(Audit::isExact, "exact before the fault");
        lanes.putAll(AuditByTopicId.lanes(world));
        sent.putAll(AuditByTopicId.md5s(world, before));
        world.admin().deleteTopics(List.of(topic)).all().get();
        Await.until(
            "the topic is gone",
            PATIENCE,
            () -> !world.admin().listTopics().names().get().contains(topic));
        world.make(List.of(topic));
        try (Load more = Load.start(world, 23, 300)) {
          assertThat(old.process().awaitEnd(PATIENCE)).isEqualTo(1);
          sent.putAll(AuditByTopicId.md5s(world, more.stop()));
        }
        assertThat(old.process().lastLines()).contains("launch again");
      }
      try (var young = EmbeddedPipeline.start(world)) {
        Await.until("the lag is 0", PATIENCE, () -> world.lag() == 0);
        Await.until("published", PATIENCE, () -> CommitRecords.read(world).allPublished());
        lanes.putAll(AuditByTopicId.lanes(world));
        Audit audit = AuditByTopicId.of(List.of(world), lanes, sent);
        FaultTable.add("topic deleted and made again", 1, audit);
        assertThat(audit).matches(Audit::isExact, "every record has exactly one end");
        assertThat(young.process().isAlive()).isTrue();
      }
    }
  }

  @Test
  void namesRecordsThatRetentionTookAndLosesThemOnlyWhenAPersonAcceptsIt() throws Exception {
    try (PipelineFixture world = world("retention");
        Load load = Load.start(world, 24, 300)) {
      try (var pipeline = EmbeddedPipeline.start(world)) {
        world.awaitCommit(PATIENCE);
        pipeline.kill();
      }
      load.awaitMore(2_000);
      List<Sent> sent = load.stop();
      var partition = new TopicPartition(world.topics().get(0), 1);
      long committed = world.offsets().get(partition);
      long kept = (committed + world.ends().get(partition)) / 2;
      assertThat(kept).isGreaterThan(committed);
      world
          .admin()
          .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(kept)))
          .all()
          .get();
      String range = partition + ":" + committed + "-" + kept;
      try (var refused = EmbeddedPipeline.launch(world, List.of())) {
        assertThat(refused.process().awaitEnd(PATIENCE)).isBetween(1, 2);
        assertThat(refused.process().lastLines()).contains("--acceptLoss=" + range);
      }
      try (var accepted = EmbeddedPipeline.start(world, "--acceptLoss=" + range)) {
        List<Sent> left =
            sent.stream()
                .filter(
                    each ->
                        !(each.topic().equals(partition.topic())
                            && each.partition() == partition.partition()
                            && each.offset() >= committed
                            && each.offset() < kept))
                .toList();
        Audit audit = Drained.audit(world, left);
        FaultTable.add("retention overtook the reader, loss accepted", 1, audit);
        assertThat(audit).matches(Audit::isExact, "every record has exactly one end");
        assertThat(audit.acceptedLoss()).isEqualTo(kept - committed);
        assertThat(accepted.process().isAlive()).isTrue();
      }
    }
  }
}
