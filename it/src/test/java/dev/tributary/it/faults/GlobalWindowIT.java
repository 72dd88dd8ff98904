package dev.tributary.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.Await;
import dev.tributary.it.support.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The control of every other test here: {@code Window.into(new GlobalWindows())} before Commit is
 * taken out. Flink then drops the batch that ends with an event 3 days late, and the commit log
 * notices at the next one; the Direct runner commits nothing at all and says nothing. With the line
 * the same load is exact (the other tests).
 */
@Tag("faults")
final class GlobalWindowIT {
  private static final String NOTICED = "the batch does not continue the log";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** So many that the first of them had time to be committed. */
  private static final int STAGED = 1_000;

  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  @Test
  void losesBatchesOnFlinkWithoutTheLine() throws Exception {
    try (PipelineFixture world =
            PipelineFixture.make(
                BROKER.kafka().address(), "no-line-flink", BROKER.home().folder());
        Load load = Load.start(world, 41, 100);
        var pipeline = EmbeddedPipeline.launch(world, List.of(agent()))) {
      awaitNoticed(pipeline.process());
      load.stop();
    }
  }

  @Test
  void commitsNothingOnTheDirectRunnerWithoutTheLine() throws Exception {
    try (PipelineFixture world =
            PipelineFixture.make(
                BROKER.kafka().address(), "no-line-direct", BROKER.home().folder());
        Load load = Load.start(world, 42, 100);
        var pipeline =
            JavaProcess.startTestClasspath(
                Files.createDirectories(BROKER.home().folder().resolve("direct")).resolve("log"),
                List.of(agent(), "-Xmx384m"),
                "dev.tributary.runners.direct.Main",
                world.arguments("--batching=bundle"))) {
      Await.until("batches are staged", PATIENCE, () -> staged(world) >= STAGED);
      assertThat(pipeline.isAlive()).isTrue();
      assertThat(CommitRecords.read(world).commits()).isZero();
      load.stop();
    }
  }

  private static long staged(PipelineFixture world) throws IOException {
    try (var files = Files.list(world.lake().resolve("_staging"))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).count();
    }
  }

  private static String agent() throws IOException {
    Path folder = Files.createTempDirectory(BROKER.home().folder(), "agent");
    return GlobalWindowAgent.option(folder);
  }

  private static void awaitNoticed(JavaProcess pipeline) {
    Await.until(
        "the commit log says that a batch is missing",
        PATIENCE,
        () -> pipeline.text().contains(NOTICED));
  }
}
