package dev.tributary.runners.flink;

import dev.tributary.pipeline.Launch;
import dev.tributary.runners.flink.client.FlinkRest;
import dev.tributary.runners.flink.client.StateFolders;
import dev.tributary.runners.flink.setup.ConfFolder;
import dev.tributary.runners.flink.setup.JobClasspath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.beam.sdk.PipelineResult;
import org.apache.flink.configuration.GlobalConfiguration;

/** Brings the job to a cluster and sees it run there. */
final class Submission {
  private static final long RUNNING_SECONDS = 120;

  private final FlinkLaunchOptions options;
  private final FlinkRest rest;

  Submission(FlinkLaunchOptions options) {
    this.options = options;
    this.rest = new FlinkRest(options.getFlinkMaster());
  }

  /**
   * Submits the launch; with {@code --attachedMode=true} stays until the job ends.
   *
   * @throws IllegalArgumentException when there is no state where {@code --resume} says
   * @throws IOException when the cluster does not answer, or the job does not run in time
   */
  void run(Launch launch) throws IOException, InterruptedException {
    rest.checkCluster();
    if (options.getFilesToStage() == null) {
      options.setFilesToStage(JobClasspath.ofThisJvm().job().stream().map(Path::toString).toList());
    }
    Map<String, String> config = config();
    StateFolders folders = StateFolders.of(options.getName(), config);
    System.out.println(Resume.of(options, folders));
    try (ConfFolder ours = ConfFolder.make(lines(config, folders))) {
      options.setFlinkConfDir(ours.folder().toString());
      submit(launch);
    }
  }

  /** The user's own configuration, and where the cluster keeps states if that says nothing. */
  private Map<String, String> config() throws IOException, InterruptedException {
    Map<String, String> cluster = rest.config();
    Map<String, String> config = new HashMap<>();
    for (String key : List.of(StateFolders.CHECKPOINTS, StateFolders.SAVEPOINTS)) {
      Optional.ofNullable(cluster.get(key)).ifPresent(value -> config.put(key, value));
    }
    config.putAll(
        options.getFlinkConfDir() == null
            ? GlobalConfiguration.loadConfiguration().toMap()
            : GlobalConfiguration.loadConfiguration(options.getFlinkConfDir()).toMap());
    if (options.getStateBackendStoragePath() != null) {
      config.put(StateFolders.CHECKPOINTS, options.getStateBackendStoragePath());
    }
    return config;
  }

  private List<String> lines(Map<String, String> config, StateFolders folders) {
    Map<String, String> ours = new HashMap<>(config);
    folders.checkpoints().ifPresent(folder -> ours.put(StateFolders.CHECKPOINTS, folder));
    folders.savepoints().ifPresent(folder -> ours.put(StateFolders.SAVEPOINTS, folder));
    if (options.getStateBackendStoragePath() != null) {
      options.setStateBackendStoragePath(folders.checkpoints().orElseThrow());
    }
    return ours.entrySet().stream().map(line -> line.getKey() + ": " + line.getValue()).toList();
  }

  private void submit(Launch launch) throws IOException, InterruptedException {
    Set<String> before = rest.jobs().stream().map(FlinkRest.Job::id).collect(Collectors.toSet());
    PipelineResult result = launch.run();
    if (options.getAttachedMode()) {
      result.waitUntilFinish();
      return;
    }
    FlinkRest.Job job = awaitRunning(before);
    System.out.println("Job " + job.id() + " (" + job.name() + ") runs.");
  }

  private FlinkRest.Job awaitRunning(Set<String> before) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(RUNNING_SECONDS);
    while (System.nanoTime() < end) {
      Optional<FlinkRest.Job> found = mine(rest.jobs(), before);
      if (found.isPresent() && found.get().isRunning()) {
        return found.get();
      }
      if (found.isPresent() && Set.of("FAILED", "CANCELED").contains(found.get().state())) {
        throw new IOException(
            "job " + found.get().id() + " ended at once: " + rest.failure(found.get().id()));
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new IOException(
        "the job does not run after "
            + RUNNING_SECONDS
            + " s: has the cluster "
            + options.getParallelism()
            + " free slots? (http://"
            + options.getFlinkMaster()
            + ")");
  }

  private Optional<FlinkRest.Job> mine(List<FlinkRest.Job> jobs, Set<String> before) {
    return jobs.stream()
        .filter(job -> !before.contains(job.id()) && job.name().equals(options.getJobName()))
        .findFirst();
  }
}
