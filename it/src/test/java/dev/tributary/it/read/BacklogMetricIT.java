package dev.tributary.it.read;

import static dev.tributary.it.support.TestJson.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.it.faults.EmbeddedPipeline;
import dev.tributary.it.faults.PipelineFixture;
import dev.tributary.it.support.Await;
import dev.tributary.it.support.TestBroker;
import dev.tributary.ledger.kafka.KafkaClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Flink's pages show of the readers: one for each task, and what is left to read. */
final class BacklogMetricIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();
  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  @Test
  void showsTheBacklogOfEachTaskOnFlinksPages() throws Exception {
    try (PipelineFixture world =
            PipelineFixture.make(BROKER.kafka().address(), "backlog", BROKER.home().folder());
        var producer = new KafkaClients(world.kafka(), "").producer();
        var pipeline = EmbeddedPipeline.start(world, "--parallelism=2")) {
      byte[] value = utf8("{'event_type':'a'}");
      for (var lane : world.partitions()) {
        producer.send(new ProducerRecord<>(lane.topic(), lane.partition(), null, value)).get();
      }
      Await.until("all records are committed", PATIENCE, () -> world.committed() == 8);
      String flink = Files.readString(pipeline.ready()).strip().replace("port=", "127.0.0.1:");
      Await.until(
          "both tasks have read all", PATIENCE, () -> pendingBytes(flink).equals(List.of(0L, 0L)));
      assertThat(pipeline.process().text())
          .as("Beam's metrics are off, and nobody misses them")
          .doesNotContain("Unable to update metrics", "Reporting metrics are not supported");
    }
  }

  /** Of each task of the source; one that has no reader says -1. */
  private static List<Long> pendingBytes(String flink) throws Exception {
    String job = "/jobs/" + get(flink, "/jobs").path("jobs").path(0).path("id").asText();
    var pending = new ArrayList<Long>();
    for (JsonNode vertex : get(flink, job).path("vertices")) {
      if (vertex.path("name").asText().contains("ReadKafka")) {
        String metrics = job + "/vertices/" + vertex.path("id").asText() + "/metrics";
        for (JsonNode metric : get(flink, metrics)) {
          String id = metric.path("id").asText();
          if (id.endsWith("pendingBytes")) {
            pending.add(get(flink, metrics + "?get=" + id).path(0).path("value").asLong());
          }
        }
      }
    }
    return pending;
  }

  private static JsonNode get(String flink, String path) throws IOException, InterruptedException {
    var uri = URI.create("http://" + flink + path.replace(" ", "%20"));
    var request = HttpRequest.newBuilder(uri).build();
    return JSON.readTree(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
  }
}
