package dev.tributary.it.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.it.faults.CommitRecords;
import dev.tributary.it.faults.EmbeddedPipeline;
import dev.tributary.it.faults.JavaProcess;
import dev.tributary.it.faults.PipelineFixture;
import dev.tributary.it.support.Await;
import dev.tributary.it.support.SecuredKafka;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * No credential of a client, and no password of ours, is anywhere in what the system keeps: topics,
 * lake, checkpoints, a savepoint, logs, Flink's pages.
 */
@Tag("faults")
final class CredentialsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void areNowhereInWhatIsKept() throws Exception {
    var credentials = new Credentials();
    assertThat(credentials.all()).hasSizeGreaterThan(40);
    try (TempHome home = TempHome.make();
        SecuredKafka kafka = SecuredKafka.start(home);
        PipelineFixture world =
            PipelineFixture.make(kafka.plainAddress(), "secrets", home.folder())) {
      PipelineFixture secured =
          new PipelineFixture(
              kafka.address(), world.name(), world.lake(), world.work(), world.admin());
      Path keys = Files.write(home.folder().resolve("keys"), credentials.keys());
      Path config = kafka.clientFile();
      try (StartedPart service =
              StartedPart.ingestService(home, kafka.address(), settings(kafka, keys, world));
          var pipeline =
              EmbeddedPipeline.start(
                  secured, "--kafkaConfig=" + config, "--checkpointingInterval=1000")) {
        long taken = 0;
        for (Credential each : credentials.all()) {
          assertThat(status(service, each)).as(each.kind()).isEqualTo(each.status());
          taken += each.isTaken() ? 1 : 0;
        }
        Credential own = credentials.ownData();
        assertThat(status(service, own)).isEqualTo(200);
        awaitRows(world, taken + 1);
        String flink = Files.readString(pipeline.ready()).strip().replace("port=", "127.0.0.1:");
        savepoint(world, flink);

        var traces = new Traces(kafka.password());
        for (String page : pages(flink)) {
          traces.in("page", page, get("http://" + flink + page));
        }
        pipeline.kill(); // its last checkpoint stays where it is
        traces.inTopics(kafka.plainAddress());
        traces.inRows(world.lake(), "events");
        traces.inFiles(
            home.folder(),
            Set.of(keys, config, home.home().run())); // what the operator keeps them in
        assertThat(traces.bytes()).containsOnlyKeys("file", "page", "record", "row");
        assertThat(traces.byPlace().get("row events"))
            .as("the client's own data stays as it is, and would be found")
            .contains(own.token().text());
        traces.byPlace().values().forEach(found -> found.remove(own.token().text()));
        traces.byPlace().values().removeIf(Set::isEmpty);
        assertThat(named(traces.byPlace(), credentials)).isEmpty();
      }
    }
  }

  /** What was found, by the kind of credential. */
  private static Map<String, List<String>> named(
      Map<String, Set<String>> found, Credentials credentials) {
    var named = new TreeMap<String, List<String>>();
    found.forEach(
        (place, tokens) ->
            named.put(
                place,
                tokens.stream()
                    .map(
                        token ->
                            credentials.all().stream()
                                .filter(each -> each.token().text().equals(token))
                                .map(Credential::kind)
                                .findFirst()
                                .orElse(token))
                    .toList()));
    return named;
  }

  private static Map<String, String> settings(
      SecuredKafka kafka, Path keys, PipelineFixture world) {
    var settings = new TreeMap<String, String>();
    kafka.clientSettings().forEach((key, value) -> settings.put("kafka.client." + key, value));
    settings.put("keys.file", keys.toString());
    settings.put("access-log.format", "combined");
    for (String type : List.of("probe", "message")) {
      settings.put("topics." + type, world.topics().get(1));
    }
    settings.put("routes.0.path", "/message");
    settings.put("routes.0.event-type", "message");
    settings.put("routes.0.topic", world.topics().get(0));
    return settings;
  }

  private static int status(StartedPart service, Credential credential) throws Exception {
    byte[] body = credential.body().getBytes(StandardCharsets.UTF_8);
    String length = body.length == 0 ? "" : "Content-Length: " + body.length + "\r\n";
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      var out = socket.getOutputStream();
      out.write((credential.head() + length + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      out.write(body);
      out.flush();
      byte[] answer = socket.getInputStream().readAllBytes();
      return Integer.parseInt(new String(answer, StandardCharsets.ISO_8859_1).split(" ", 3)[1]);
    }
  }

  private static void awaitRows(PipelineFixture world, long rows) {
    Await.until(
        rows + " rows",
        PATIENCE,
        () -> {
          CommitRecords log = CommitRecords.read(world);
          return log.allPublished() && log.sum("rows") == rows;
        });
  }

  private static void savepoint(PipelineFixture world, String flink) throws Exception {
    Path target = Files.createDirectories(world.work().resolve("savepoint"));
    try (var tool =
        JavaProcess.startTool(
            world.work().resolve("savepoint.log"),
            List.of(
                "savepoint",
                "--name=" + world.name(),
                "--flinkMaster=" + flink,
                "--target=" + target.toUri()))) {
      assertThat(tool.awaitEnd(PATIENCE)).as(tool.text()).isZero();
    }
    for (Path folder : List.of(target, world.work().resolve("checkpoints"))) {
      try (var files = Files.walk(folder)) {
        assertThat(files.filter(Files::isRegularFile)).as(folder.toString()).isNotEmpty();
      }
    }
  }

  private static List<String> pages(String flink) throws Exception {
    JsonNode jobs = JSON.readTree(get("http://" + flink + "/jobs")).path("jobs");
    String job = "/jobs/" + jobs.path(0).path("id").asText();
    return List.of(
        job,
        job + "/config",
        job + "/plan",
        job + "/exceptions",
        job + "/checkpoints",
        "/jobmanager/config",
        "/jobmanager/environment");
  }

  private static String get(String url) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
