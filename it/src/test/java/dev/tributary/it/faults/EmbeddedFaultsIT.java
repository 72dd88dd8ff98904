package dev.tributary.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.Await;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Faults of the embedded pipeline, at parallelism 2 with two topics of 4 partitions. */
final class EmbeddedFaultsIT {
  private static TempHome home;
  private static StartedPart kafka;

  @BeforeAll
  static void startKafka() throws Exception {
    home = TempHome.make();
    kafka = StartedPart.kafka(home);
  }

  @AfterAll
  static void stopKafka() throws Exception {
    kafka.close();
    home.close();
  }

  private static World world(String name) throws Exception {
    return World.make(kafka.address(), name, home.folder());
  }

  @Test
  void killedTwiceItLosesAndDoublesNothing() throws Exception {
    killed(world("killed-twice"), 2);
  }

  @Test
  @Tag("faults")
  void killedTenTimesItLosesAndDoublesNothing() throws Exception {
    killed(world("killed"), 10);
  }

  private static void killed(World world, int times) throws Exception {
    var random = new Random(17);
    try (Load load = Load.start(world, 1, 600)) {
      for (int i = 0; i < times; i++) {
        try (var pipeline = EmbeddedPipeline.start(world)) {
          long before = world.committed();
          Await.until("it commits", Duration.ofMinutes(2), () -> world.committed() > before);
          load.awaitMore(random.nextInt(1_200));
          pipeline.kill();
        }
      }
      try (var last = EmbeddedPipeline.start(world)) {
        Audit audit = Drained.audit(world, load);
        assertThat(last.process().isAlive()).isTrue();
        FaultTable.add("embedded pipeline: kill -9", times, audit);
        assertThat(audit).matches(Audit::isExact, "every record has exactly one end");
      }
    }
  }
}
