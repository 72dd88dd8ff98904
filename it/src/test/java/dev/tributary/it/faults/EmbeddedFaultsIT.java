package dev.tributary.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.TestBroker;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Faults of the process that runs the pipeline, at parallelism 2 with two topics of 4 partitions.
 * The guarantee: every record has exactly one end, and no checkpoint is needed for it, since each
 * launch starts from nothing.
 */
final class EmbeddedFaultsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  private static PipelineFixture world(String name) throws Exception {
    return PipelineFixture.make(BROKER.kafka().address(), name, BROKER.home().folder());
  }

  @Test
  void losesAndDoublesNothingKilledTwice() throws Exception {
    killed("killed-twice", 2);
  }

  @Test
  @Tag("faults")
  void losesAndDoublesNothingKilledTenTimes() throws Exception {
    killed("killed", 10);
  }

  private static void killed(String name, int times) throws Exception {
    var random = new Random(17);
    try (PipelineFixture world = world(name);
        Load load = Load.start(world, 1, 300)) {
      for (int i = 0; i < times; i++) {
        try (var pipeline = EmbeddedPipeline.start(world)) {
          world.awaitCommit(PATIENCE);
          load.awaitMore(random.nextInt(600));
          pipeline.kill();
        }
      }
      try (var last = EmbeddedPipeline.start(world)) {
        assertExact("embedded pipeline: kill -9", times, Drained.audit(world, load), last);
      }
    }
  }

  /** Each step of a commit, and inside the transaction: the JVM is gone there, in mid-step. */
  @Test
  @Tag("faults")
  void losesAndDoublesNothingHaltedAtEachStepOfACommit() throws Exception {
    String commit = "dev.tributary.pipeline.commit.";
    String publish = "dev.tributary.pipeline.publish.";
    List<String> steps =
        List.of(
            commit + "KafkaLogWriter#append:ENTER:3", // before the transaction
            "org.apache.kafka.clients.producer.KafkaProducer#sendOffsetsToTransaction:EXIT:3",
            commit + "KafkaLogWriter#append:EXIT:3", // between transaction and rename
            publish + "LakePublishSteps#move:EXIT:2", // between rename and partition
            publish + "LakePublishSteps#register:EXIT:2", // between partition and mark
            commit + "KafkaLogWriter#mark:EXIT:3"); // after it all
    try (PipelineFixture world = world("halted");
        Load load = Load.start(world, 2, 300)) {
      for (String step : steps) {
        String agent = HaltAgent.option(BROKER.home().folder(), step);
        try (var pipeline = EmbeddedPipeline.launch(world, List.of(agent))) {
          assertThat(pipeline.process().awaitEnd(PATIENCE)).as(step).isEqualTo(HaltAgent.HALTED);
        }
      }
      try (var last = EmbeddedPipeline.start(world)) {
        assertExact(
            "halted at a step of the commit", steps.size(), Drained.audit(world, load), last);
      }
    }
  }

  @Test
  @Tag("faults")
  void endsForGoodWhenItIsThawedBesideANewOne() throws Exception {
    try (PipelineFixture world = world("frozen");
        Load load = Load.start(world, 3, 300);
        var old = EmbeddedPipeline.start(world)) {
      world.awaitCommit(PATIENCE);
      old.process().freeze();
      try (var young = EmbeddedPipeline.start(world)) {
        world.awaitCommit(PATIENCE);
        old.process().thaw();
        assertThat(old.process().awaitEnd(PATIENCE)).isEqualTo(1);
        load.awaitMore(600);
        assertExact("frozen, another started, thawed", 1, Drained.audit(world, load), young);
      }
    }
  }

  @Test
  @Tag("faults")
  void endsTheOlderOfTwoUnderOneName() throws Exception {
    try (PipelineFixture world = world("two");
        Load load = Load.start(world, 4, 300);
        var old = EmbeddedPipeline.start(world)) {
      world.awaitCommit(PATIENCE);
      try (var young = EmbeddedPipeline.start(world)) {
        assertThat(old.process().awaitEnd(PATIENCE)).isEqualTo(1);
        load.awaitMore(600);
        assertExact("two jobs under one name", 1, Drained.audit(world, load), young);
      }
    }
  }

  private static void assertExact(String fault, int hits, Audit audit, EmbeddedPipeline last) {
    FaultTable.add(fault, hits, audit);
    assertThat(audit).matches(Audit::isExact, "every record has exactly one end");
    assertThat(last.process().isAlive()).isTrue();
  }
}
