package dev.tributary.it.bench.freshness;

import dev.tributary.it.bench.Figures;
import dev.tributary.it.bench.TopicFiller;
import dev.tributary.it.faults.JavaProcess;
import dev.tributary.it.faults.PipelineFixture;
import dev.tributary.it.support.Await;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** From the start of the Direct runner's process until all of a backlog is committed. */
final class DirectDrain {
  private static final int RECORDS = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final TempHome home;
  private final Figures figures;

  DirectDrain(TempHome home, Figures figures) {
    this.home = home;
    this.figures = figures;
  }

  void measure() throws Exception {
    try (StartedPart kafka = StartedPart.kafka(home);
        PipelineFixture world =
            PipelineFixture.make(kafka.address(), "direct-drain", home.folder())) {
      fill(world);
      long start = System.nanoTime();
      try (var pipeline =
          JavaProcess.startTestClasspath(
              world.work().resolve("log"),
              List.of("-Xmx512m"),
              "dev.tributary.runners.direct.Main",
              world.arguments())) {
        Await.until("all is committed", PATIENCE, () -> world.lag() == 0 || !pipeline.isAlive());
        if (!pipeline.isAlive()) {
          throw new IllegalStateException("The pipeline ended:\n" + pipeline.lastLines());
        }
        figures.put("Direct runner, records", RECORDS);
        figures.put("Direct runner, drained s", (System.nanoTime() - start) / 1_000_000 / 1e3);
      }
    }
  }

  private static void fill(PipelineFixture world) {
    try (var filling = new TopicFiller(world.kafka())) {
      for (int n = 0; n < RECORDS; n++) {
        String id = UUID.randomUUID().toString();
        String event = "{\"event_type\":\"level_%d\",\"id\":\"%s\"}".formatted(n % 5, id);
        filling.send(world.topics().get(n % 2), id, event);
      }
    }
  }
}
