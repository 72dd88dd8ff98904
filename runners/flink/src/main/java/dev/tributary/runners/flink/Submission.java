package dev.tributary.runners.flink;

import dev.tributary.pipeline.Launch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.PipelineResult;

/** Brings the job to a cluster and sees it run there. */
final class Submission {
  private static final long RUNNING_SECONDS = 120;

  private final FlinkPipelineOptions options;
  private final FlinkRest rest;

  Submission(FlinkPipelineOptions options) {
    this.options = options;
    this.rest = new FlinkRest(options.getFlinkMaster());
  }

  /**
   * Submits the launch; with {@code --attachedMode=true} stays until the job ends.
   *
   * @throws IOException when the cluster does not answer, or the job does not run in time
   */
  void run(Launch launch) throws IOException, InterruptedException {
    if (rest.taskManagers() == 0) {
      throw new IOException(
          "no Flink cluster with a TaskManager answers at " + options.getFlinkMaster());
    }
    if (options.getFilesToStage() == null) {
      options.setFilesToStage(JobClasspath.ofThisJvm().job().stream().map(Path::toString).toList());
    }
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
      if (found.isPresent() && found.get().allTasksRun()) {
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
