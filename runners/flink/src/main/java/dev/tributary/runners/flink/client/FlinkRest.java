package dev.tributary.runners.flink.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks a Flink cluster over its REST API. */
public final class FlinkRest {
  /**
   * A job as its cluster sees it.
   *
   * @param allTasksRun whether each of its tasks is at work; one that reads and has no lanes, as
   *     after a start with more tasks than the state has readers, is finished at once
   */
  public record Job(String id, String name, String state, boolean allTasksRun) {
    /** Whether the job does its work. */
    public boolean isRunning() {
      return state.equals("RUNNING") && allTasksRun;
    }
  }

  /**
   * Something that takes a while.
   *
   * @param isComplete whether it is done
   * @param result where what it made is; empty until it is complete
   */
  public record Operation(boolean isComplete, String result) {}

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String address;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /** The API at host:port. */
  public FlinkRest(String address) {
    this.address = address;
  }

  /** Whether the cluster answers. */
  public boolean answers() throws InterruptedException {
    return taskManagers() >= 0;
  }

  /** Whether the TaskManager of this ID is registered. */
  public boolean hasTaskManager(String resourceId) throws IOException, InterruptedException {
    for (JsonNode each : get("/taskmanagers").path("taskmanagers")) {
      if (each.path("id").asText().equals(resourceId)) {
        return true;
      }
    }
    return false;
  }

  /** Makes sure that a cluster answers that can run a job. */
  public void checkCluster() throws IOException, InterruptedException {
    if (taskManagers() <= 0) {
      throw new IOException("no Flink cluster with a TaskManager answers at " + address);
    }
  }

  /** How many TaskManagers are registered; -1 while the cluster does not answer. */
  private int taskManagers() throws InterruptedException {
    try {
      return get("/overview").path("taskmanagers").asInt();
    } catch (IOException notYet) {
      return -1;
    }
  }

  /** The cluster's configuration. */
  public Map<String, String> config() throws IOException, InterruptedException {
    var config = new HashMap<String, String>();
    for (JsonNode entry : get("/jobmanager/config")) {
      config.put(entry.path("key").asText(), entry.path("value").asText());
    }
    return config;
  }

  /** The jobs that the cluster knows, also those that ended; none while it does not answer. */
  public List<Job> jobs() throws InterruptedException {
    List<Job> jobs = new ArrayList<>();
    try {
      for (JsonNode job : get("/jobs/overview").path("jobs")) {
        JsonNode tasks = job.path("tasks");
        jobs.add(
            new Job(
                job.path("jid").asText(),
                job.path("name").asText(),
                job.path("state").asText(),
                tasks.path("running").asInt() > 0
                    && tasks.path("running").asInt() + tasks.path("finished").asInt()
                        == tasks.path("total").asInt()));
      }
    } catch (IOException notYet) {
      return List.of();
    }
    return jobs;
  }

  /** The job's state, such as RUNNING or FINISHED. */
  String state(String job) throws IOException, InterruptedException {
    return get("/jobs/" + job).path("state").asText();
  }

  /** Why the job failed, as far as Flink knows: the first line of its root exception. */
  public String failure(String job) throws InterruptedException {
    try {
      return rootCause(get("/jobs/" + job + "/exceptions").path("root-exception").asText());
    } catch (IOException e) {
      return "no reason known (" + e.getMessage() + ")";
    }
  }

  /** Begins something that takes a while, and returns the id under which it is asked for. */
  String begin(String path, Map<String, Object> body) throws IOException, InterruptedException {
    return send(request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))))
        .path("request-id")
        .asText();
  }

  /** How far something is that was begun; throws when it failed. */
  Operation operation(String path) throws IOException, InterruptedException {
    JsonNode answer = get(path);
    JsonNode operation = answer.path("operation");
    if (operation.has("failure-cause")) {
      throw new IOException(
          rootCause(operation.path("failure-cause").path("stack-trace").asText()));
    }
    return new Operation(
        answer.path("status").path("id").asText().equals("COMPLETED"),
        operation.path("location").asText());
  }

  private static String rootCause(String stackTrace) {
    String[] causes = stackTrace.split("Caused by: ");
    return causes[causes.length - 1].lines().findFirst().orElse("no reason given");
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + address + path)).timeout(PATIENCE);
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    JsonNode body = JSON.readTree(response.body());
    if (response.statusCode() >= 400) {
      String error = body.path("errors").path(0).asText();
      throw new IOException(
          "Flink answers " + response.statusCode() + ": " + error.lines().findFirst().orElse(""));
    }
    return body;
  }
}
