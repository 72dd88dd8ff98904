package dev.tributary.runners.flink.client;

import java.io.IOException;
import java.util.List;

/** A pipeline's running job on a Flink cluster. */
public final class PipelineJob {
  private final FlinkRest rest;
  private final FlinkRest.Job job;

  private PipelineJob(FlinkRest rest, FlinkRest.Job job) {
    this.rest = rest;
    this.job = job;
  }

  /**
   * Finds it.
   *
   * @param flinkMaster Flink's REST API, host:port
   * @param name the pipeline's name
   * @param id the job's ID; blank: the job has the pipeline's name
   * @throws IOException when no cluster answers
   * @throws IllegalStateException when there is no such job, or more than one
   */
  public static PipelineJob find(String flinkMaster, String name, String id)
      throws IOException, InterruptedException {
    var rest = new FlinkRest(flinkMaster);
    rest.checkCluster();
    List<FlinkRest.Job> running =
        rest.jobs().stream().filter(job -> job.state().equals("RUNNING")).toList();
    List<FlinkRest.Job> mine =
        running.stream()
            .filter(job -> id.isBlank() ? job.name().equals(name) : job.id().equals(id))
            .toList();
    if (mine.size() != 1) {
      throw new IllegalStateException(
          "there "
              + (mine.isEmpty() ? "is no running job" : "is more than one running job")
              + (id.isBlank() ? " of the name " + name : " of the id " + id)
              + ": give --name=NAME or --job=ID, of "
              + running.stream().map(job -> job.id() + " (" + job.name() + ")").toList());
    }
    return new PipelineJob(rest, mine.get(0));
  }

  /** Its ID. */
  public String id() {
    return job.id();
  }

  /** Takes a savepoint while the job runs on, and returns where it is; blank target: its own. */
  public String take(String target) throws IOException, InterruptedException {
    return savepoints(target).take();
  }

  /** Stops the job with a savepoint, and returns where it is. */
  public String stop(String target) throws IOException, InterruptedException {
    return savepoints(target).stop();
  }

  /** Ends the job for good: all that it has read is committed. */
  public void drain(String target) throws IOException, InterruptedException {
    savepoints(target).drain();
  }

  /**
   * Where to, when nobody says: the job's own folder. Flink itself takes the cluster's, whatever
   * the job's configuration has, and nobody would find it there by the job's name.
   */
  private Savepoints savepoints(String target) throws IOException, InterruptedException {
    String folder =
        target.isBlank()
            ? StateFolders.of(job.name(), rest.config()).savepoints().orElse("")
            : target;
    return new Savepoints(rest, job.id(), folder);
  }
}
