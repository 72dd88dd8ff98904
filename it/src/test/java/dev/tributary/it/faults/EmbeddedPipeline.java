package dev.tributary.it.faults;

import dev.tributary.it.support.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The pipeline on embedded Flink, as {@code runners/local} starts it. */
public record EmbeddedPipeline(JavaProcess process, Path ready) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Starts it and returns at once. Options of the JVM take the place of ours. */
  public static EmbeddedPipeline launch(PipelineFixture world, List<String> options, String... more)
      throws IOException {
    Path ready = Files.createTempDirectory(world.work(), "run").resolve("ready");
    var jvm = new ArrayList<>(List.of("-Xmx640m", "-Dtributary.ready.file=" + ready));
    jvm.addAll(options);
    var arguments = new ArrayList<>(world.arguments(more));
    if (arguments.stream().noneMatch(argument -> argument.startsWith("--stateBackend="))) {
      arguments.add("--stateBackend=filesystem");
    }
    arguments.add("--stateBackendStoragePath=" + world.work().resolve("checkpoints").toUri());
    if (arguments.stream().noneMatch(argument -> argument.startsWith("--parallelism"))) {
      arguments.add("--parallelism=2");
    }
    return new EmbeddedPipeline(
        JavaProcess.start(
            ready.resolveSibling("log"), jvm, "dev.tributary.runners.flink.Main", arguments),
        ready);
  }

  /** Starts it and waits until its job runs. */
  public static EmbeddedPipeline start(PipelineFixture world, String... more) throws IOException {
    return launch(world, List.of(), more).awaitRunning();
  }

  public EmbeddedPipeline awaitRunning() throws IOException {
    Await.until("the job runs", PATIENCE, () -> Files.exists(ready) || !process.isAlive());
    if (!Files.exists(ready)) {
      throw new AssertionError("The pipeline ended:\n" + process.lastLines());
    }
    return this;
  }

  /** Whether its job failed and started again by itself. */
  public boolean restarted() throws IOException {
    return process.text().contains("to RESTARTING");
  }

  public void kill() throws InterruptedException {
    process.kill();
  }

  @Override
  public void close() {
    process.close();
  }
}
