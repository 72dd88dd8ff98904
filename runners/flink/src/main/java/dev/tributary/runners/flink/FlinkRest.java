package dev.tributary.runners.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks a Flink cluster over its REST API. One that does not answer has nothing. */
final class FlinkRest {
  /**
   * A job as its cluster sees it.
   *
   * @param allTasksRun whether each of its tasks is at work
   */
  record Job(String id, String name, String state, boolean allTasksRun) {}

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String address;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /** The API at host:port. */
  FlinkRest(String address) {
    this.address = address;
  }

  /** How many TaskManagers are registered. */
  int taskManagers() throws InterruptedException {
    try {
      return get("/overview").path("taskmanagers").asInt();
    } catch (IOException notYet) {
      return 0;
    }
  }

  /** The jobs that the cluster knows, also those that ended. */
  List<Job> jobs() throws InterruptedException {
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
                    && tasks.path("running").asInt() == tasks.path("total").asInt()));
      }
    } catch (IOException notYet) {
      return List.of();
    }
    return jobs;
  }

  /** Why the job failed, as far as Flink knows: the first line of its root exception. */
  String failure(String job) throws InterruptedException {
    try {
      String text = get("/jobs/" + job + "/exceptions").path("root-exception").asText();
      String[] causes = text.split("Caused by: ");
      return causes[causes.length - 1].lines().findFirst().orElse("no reason given");
    } catch (IOException e) {
      return "no reason known (" + e.getMessage() + ")";
    }
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://" + address + path)).timeout(PATIENCE).build();
    return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
  }
}
