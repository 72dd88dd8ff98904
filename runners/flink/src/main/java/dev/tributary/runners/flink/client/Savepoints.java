package dev.tributary.runners.flink.client;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The savepoints of one running job, by its cluster's REST API. */
final class Savepoints {
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(10);
  private static final long POLL_MILLIS = 200;

  private final FlinkRest rest;
  private final String job;
  private final String target;

  /**
   * Savepoints of the job.
   *
   * @param target the folder to take them into, an URI; blank: the job's own
   */
  Savepoints(FlinkRest rest, String job, String target) {
    this.rest = rest;
    this.job = job;
    this.target = target;
  }

  /** Takes one while the job runs on, and returns where it is. */
  String take() throws IOException, InterruptedException {
    String path = "/jobs/" + job + "/savepoints";
    return await(path + "/", rest.begin(path, body("target-directory", Map.of())));
  }

  /** Stops the job with one, and returns where it is. */
  String stop() throws IOException, InterruptedException {
    return stop(Map.of("drain", false));
  }

  /**
   * Ends the job for good: what it has read is committed. The savepoint is deleted, since Flink
   * clears the state of a job that is drained: who starts from it has forgotten all event ids.
   */
  void drain() throws IOException, InterruptedException {
    String path = stop(Map.of("drain", true));
    await(
        "/savepoint-disposal/", rest.begin("/savepoint-disposal", Map.of("savepoint-path", path)));
  }

  private String stop(Map<String, Object> how) throws IOException, InterruptedException {
    String trigger = rest.begin("/jobs/" + job + "/stop", body("targetDirectory", how));
    String path = await("/jobs/" + job + "/savepoints/", trigger);
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!rest.state(job).equals("FINISHED")) {
      sleepUntil(end, "job " + job + " has its savepoint, and does not finish");
    }
    return path;
  }

  private Map<String, Object> body(String targetName, Map<String, Object> how) {
    var body = new TreeMap<>(how);
    if (!target.isBlank()) {
      body.put(targetName, target);
    }
    return body;
  }

  private String await(String operations, String trigger) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      FlinkRest.Operation operation = rest.operation(operations + trigger);
      if (operation.isComplete()) {
        return operation.result();
      }
      sleepUntil(end, operations + trigger + " is not complete");
    }
  }

  private static void sleepUntil(long end, String what) throws IOException, InterruptedException {
    if (System.nanoTime() > end) {
      throw new IOException(
          what + " after " + TimeUnit.NANOSECONDS.toMinutes(PATIENCE_NANOS) + " min");
    }
    TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
  }
}
