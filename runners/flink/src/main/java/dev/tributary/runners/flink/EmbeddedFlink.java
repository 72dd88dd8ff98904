package dev.tributary.runners.flink;

import dev.tributary.runners.flink.client.FlinkRest;
import dev.tributary.runners.flink.setup.ConfFolder;
import dev.tributary.runners.flink.setup.NetworkSegments;
import dev.tributary.runners.flink.setup.RestRules;
import dev.tributary.runners.processes.home.AtomicFile;
import dev.tributary.runners.processes.home.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.flink.util.FileUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flink inside this JVM. Without {@code --stateBackendStoragePath} its checkpoints go to a folder
 * that is deleted at the end: Flink's own default, the heap, takes 5 MB and fails the job past it.
 * Says when the job runs by the file that {@code -Dtributary.ready.file} names, with the port of
 * Flink's own web pages as {@code port}. A signal ends the JVM at once: no guarantee rests on an
 * orderly end.
 */
final class EmbeddedFlink {
  static final String MASTER = "[local]";

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFlink.class);
  private static final int EXIT_TERMINATED = 143;
  private static final long POLL_MILLIS = 200;

  private final int port;
  private volatile Path folder;
  private final FlinkRest rest;

  private EmbeddedFlink(int port) {
    this.port = port;
    this.rest = new FlinkRest("127.0.0.1:" + port);
  }

  static boolean isMeantBy(FlinkPipelineOptions options) {
    return MASTER.equals(options.getFlinkMaster());
  }

  /** Sets the options that embedded Flink needs, and watches for the running job. */
  static void start(FlinkPipelineOptions options) throws IOException {
    EmbeddedFlink flink = new EmbeddedFlink(FreePorts.any());
    if (options.getFlinkConfDir() == null) {
      flink.folder = Files.createTempDirectory("tributary-flink");
      flink.writeConfig(options.getStateBackendStoragePath() == null, Tasks.of(options));
      options.setFlinkConfDir(flink.folder.toString());
    }
    Runtime.getRuntime().addShutdownHook(new Thread(flink::endNow));
    Optional<Path> ready =
        Optional.ofNullable(System.getProperty("tributary.ready.file")).map(Path::of);
    Thread watch = new Thread(() -> flink.announce(ready), "tributary-ready");
    watch.setDaemon(true);
    watch.start();
  }

  private void endNow() {
    FileUtils.deleteDirectoryQuietly(folder == null ? null : folder.toFile());
    Runtime.getRuntime().halt(EXIT_TERMINATED);
  }

  private void writeConfig(boolean withCheckpoints, int parallelism) throws IOException {
    var lines =
        new ArrayList<>(
            List.of(
                "jobmanager.bind-host: 127.0.0.1",
                "taskmanager.host: 127.0.0.1",
                "taskmanager.bind-host: 127.0.0.1",
                "taskmanager.memory.segment-size: " + NetworkSegments.kib(parallelism) + "kb",
                "restart-strategy.type: exponential-delay",
                "restart-strategy.exponential-delay.initial-backoff: 1 s",
                "restart-strategy.exponential-delay.max-backoff: 30 s"));
    lines.addAll(RestRules.lines(port));
    if (withCheckpoints) {
      lines.add("state.checkpoint-storage: filesystem");
      lines.add("state.checkpoints.dir: " + folder.resolve("checkpoints").toUri());
    }
    ConfFolder.write(folder, lines);
  }

  private void announce(Optional<Path> ready) {
    try {
      while (rest.jobs().stream().noneMatch(FlinkRest.Job::isRunning)) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
      if (ready.isPresent()) {
        AtomicFile.write(ready.get(), List.of("port=" + port));
      }
      LOG.info("Started job web_port={}", port);
    } catch (IOException e) {
      LOG.error("Could not say that the job runs file={}", ready.orElseThrow(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
