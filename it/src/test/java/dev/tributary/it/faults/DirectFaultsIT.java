package dev.tributary.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.Await;
import dev.tributary.it.support.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same guarantee on the Direct runner, in both batching forms: its process is killed under load
 * and started again from nothing.
 */
final class DirectFaultsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int KILLS = 2;

  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  @ParameterizedTest
  @ValueSource(strings = {"timed", "bundle"})
  void killedUnderLoadItLosesAndDoublesNothing(String batching) throws Exception {
    try (World world =
            World.make(BROKER.kafka().address(), "direct-" + batching, BROKER.home().folder());
        Load load = Load.start(world, 51, 60)) {
      for (int i = 0; i < KILLS; i++) {
        try (JavaProcess pipeline = start(world, batching)) {
          long before = world.committed();
          Await.until("it commits", PATIENCE, () -> world.committed() > before);
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

  private static JavaProcess start(World world, String batching) throws IOException {
    return JavaProcess.startTestClasspath(
        Files.createTempDirectory(BROKER.home().folder(), "direct").resolve("log"),
        List.of("-Xmx384m"),
        "dev.tributary.runners.direct.Main",
        world.arguments("--batching=" + batching));
  }
}
