package dev.tributary.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.it.support.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real cluster, as {@code exec:exec@cluster} starts it: JobManager and two TaskManagers. */
final class FlinkCluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Pattern ADDRESS = Pattern.compile("--flinkMaster=(127\\.0\\.0\\.1:[0-9]+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JavaProcess process;
  private final Path home;
  private final HttpClient http = HttpClient.newHttpClient();
  private String address;

  private FlinkCluster(JavaProcess process, Path home) {
    this.process = process;
    this.home = home;
  }

  static FlinkCluster start(Path folder) throws IOException {
    Path home = Files.createDirectories(folder.resolve("flink"));
    var cluster =
        new FlinkCluster(
            JavaProcess.start(
                home.resolve("console"),
                List.of("-Xmx64m"),
                "dev.tributary.runners.flink.cluster.LocalCluster",
                List.of("--home=" + home, "--restPort=0", "--taskManagerHeapMiB=500")),
            home);
    Await.until(
        "the cluster is ready",
        PATIENCE,
        () -> cluster.process.text().contains("Flink is ready") || !cluster.process.isAlive());
    Matcher ready = ADDRESS.matcher(cluster.process.text());
    if (!ready.find()) {
      throw new AssertionError("The cluster ended:\n" + cluster.process.lastLines());
    }
    cluster.address = ready.group(1);
    return cluster;
  }

  /**
   * A submission that worked.
   *
   * @param job the id of the job
   * @param text what the command printed
   */
  record Submitted(String job, String text) {}

  /** Submits the world's pipeline, which is refused; returns the last line that it printed. */
  String refused(PipelineFixture world, String... more) throws Exception {
    try (var submission = submission(world, more)) {
      assertThat(submission.awaitEnd(PATIENCE)).as(submission.lastLines()).isEqualTo(1);
      List<String> lines = submission.text().lines().toList();
      return lines.get(lines.size() - 1);
    }
  }

  /** Submits the world's pipeline and returns its job's id once it runs. */
  String submit(PipelineFixture world, String... more) throws Exception {
    return launch(world, more).job();
  }

  /** The same, with what the command printed. */
  Submitted launch(PipelineFixture world, String... more) throws Exception {
    try (var submission = submission(world, more)) {
      int exit = submission.awaitEnd(PATIENCE);
      Matcher job = Pattern.compile("Job ([0-9a-f]{32}) ").matcher(submission.text());
      if (exit != 0 || !job.find()) {
        throw new AssertionError("Not submitted (exit " + exit + "):\n" + submission.lastLines());
      }
      return new Submitted(job.group(1), submission.text());
    }
  }

  private JavaProcess submission(PipelineFixture world, String... more) throws IOException {
    var arguments = new ArrayList<>(world.arguments(more));
    arguments.add("--flinkMaster=" + address);
    arguments.add("--checkpointingInterval=3000");
    Path log = Files.createTempFile(home, "submit", ".log");
    return JavaProcess.start(
        log, List.of("-Xmx384m"), "dev.tributary.runners.flink.Main", arguments);
  }

  /** Runs one of our tools on this cluster, as {@code mvn -Ptool} does; returns what it printed. */
  String tool(String... words) throws Exception {
    Path log = Files.createTempFile(home, "tool", ".log");
    var arguments = new ArrayList<>(List.of(words));
    arguments.add("--flinkMaster=" + address);
    try (var tool = JavaProcess.startTool(log, arguments)) {
      if (tool.awaitEnd(PATIENCE) != 0) {
        throw new AssertionError(String.join(" ", words) + ":\n" + tool.lastLines());
      }
      return tool.text().strip();
    }
  }

  /** The process of {@code jobmanager}, {@code taskmanager-1} or {@code taskmanager-2}. */
  ProcessHandle member(String name) {
    return find(name).orElseThrow(() -> new AssertionError("No process of " + name));
  }

  private Optional<ProcessHandle> find(String name) {
    String mark = "/" + name + ".args";
    return process
        .handle()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains(mark))
        .findFirst();
  }

  /** All of its processes. */
  List<ProcessHandle> processes() {
    return Stream.concat(Stream.of(process.handle()), process.handle().descendants()).toList();
  }

  /** Where its REST API answers, on 127.0.0.1. */
  int port() {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  /** {@code kill -9} of a member; the cluster starts it again, after a pause. */
  void kill(String name) {
    ProcessHandle member = member(name);
    member.destroyForcibly();
    member.onExit().join();
    Await.until(name + " is started again", PATIENCE, () -> find(name).isPresent());
  }

  /** {@code kill -9} of a TaskManager, until Flink counts the one that is started after it. */
  void killTaskManager(String name) throws IOException, InterruptedException {
    Set<String> before = Set.copyOf(taskManagers());
    kill(name);
    Await.until(
        name + " is registered again, and no killed one",
        PATIENCE,
        () -> {
          List<String> now = taskManagers();
          return now.size() == before.size() && !before.containsAll(now);
        });
  }

  private List<String> taskManagers() throws IOException, InterruptedException {
    return get("/taskmanagers").path("taskmanagers").findValuesAsText("id");
  }

  void awaitTaskManagers(int count) {
    Await.until(
        count + " TaskManagers are registered",
        PATIENCE,
        () -> get("/overview").path("taskmanagers").asInt() == count);
  }

  void awaitRunning(String job) {
    Await.until(
        "all tasks of the job run",
        PATIENCE,
        () -> {
          for (JsonNode each : get("/jobs/overview").path("jobs")) {
            JsonNode tasks = each.path("tasks");
            if (each.path("jid").asText().equals(job)) {
              return tasks.path("running").asInt() + tasks.path("finished").asInt()
                  == tasks.path("total").asInt();
            }
          }
          return false;
        });
  }

  void cancel(String job) throws IOException, InterruptedException {
    send("PATCH", "/jobs/" + job + "?mode=cancel", "");
    Await.until("the job is cancelled", PATIENCE, () -> state(job).equals("CANCELED"));
  }

  /** Stops the job with a savepoint and returns where that is. */
  String stop(String job) throws IOException, InterruptedException {
    String trigger =
        send("POST", "/jobs/" + job + "/stop", "{\"drain\":false}").path("request-id").asText();
    Await.until(
        "the savepoint is complete",
        PATIENCE,
        () -> savepoint(job, trigger).path("status").path("id").asText().equals("COMPLETED"));
    Await.until("the job is finished", PATIENCE, () -> state(job).equals("FINISHED"));
    return savepoint(job, trigger).path("operation").path("location").asText();
  }

  /** Takes a savepoint of a job that goes on, and returns where it is. */
  String savepoint(String job) throws IOException, InterruptedException {
    String trigger = send("POST", "/jobs/" + job + "/savepoints", "{}").path("request-id").asText();
    Await.until(
        "the savepoint is complete",
        PATIENCE,
        () -> savepoint(job, trigger).path("status").path("id").asText().equals("COMPLETED"));
    return savepoint(job, trigger).path("operation").path("location").asText();
  }

  private JsonNode savepoint(String job, String trigger) throws IOException, InterruptedException {
    return get("/jobs/" + job + "/savepoints/" + trigger);
  }

  String state(String job) throws IOException, InterruptedException {
    return get("/jobs/" + job).path("state").asText();
  }

  /** The newest checkpoint that the job completed. */
  String checkpoint(String job) throws IOException, InterruptedException {
    Await.until(
        "a checkpoint is complete",
        PATIENCE,
        () -> !checkpoints(job).path("external_path").asText().isEmpty());
    return checkpoints(job).path("external_path").asText();
  }

  private JsonNode checkpoints(String job) throws IOException, InterruptedException {
    return get("/jobs/" + job + "/checkpoints").path("latest").path("completed");
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return send("GET", path, "");
  }

  private JsonNode send(String method, String path, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://" + address + path))
            .timeout(Duration.ofMinutes(2))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
  }

  @Override
  public void close() {
    process.handle().children().toList().forEach(ProcessHandle::destroyForcibly);
    process.close();
  }
}
