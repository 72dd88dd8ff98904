package dev.tributary.it.faults;

import static dev.tributary.it.support.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.Await;
import dev.tributary.it.support.SecuredKafka;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The whole path over SASL_SSL: the service, the pipeline on embedded Flink, and the replay tool.
 */
@Tag("faults")
final class SecuredKafkaIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Test
  void takesEventsToTheLakeAndDeadLettersBackOverSaslSsl() throws Exception {
    try (TempHome home = TempHome.make();
        SecuredKafka kafka = SecuredKafka.start(home);
        PipelineFixture world =
            PipelineFixture.make(kafka.plainAddress(), "secured", home.folder())) {
      PipelineFixture secured =
          new PipelineFixture(
              kafka.address(), world.name(), world.lake(), world.work(), world.admin());
      String config = "--kafkaConfig=" + kafka.clientFile();
      String events = world.topics().get(1);
      try (StartedPart service =
              StartedPart.ingestService(home, kafka.address(), settings(kafka, events));
          EmbeddedPipeline pipeline = EmbeddedPipeline.launch(secured, List.of(), config)) {
        pipeline.awaitRunning();
        assertThat(post(service, json("{'event_type':'purchase','id':'1'}"))).isEqualTo(200);
        sendNoEvent(kafka, events);
        awaitCounts(world, 1, 1);

        assertThat(replay(secured, "--all", "--kafkaConfig=" + kafka.strangersFile(), 1))
            .contains("Authentication failed");
        assertThat(replay(secured, "--all", config, 0)).contains("Replayed 1 dead letters.");
        awaitCounts(world, 1, 2);
        assertThat(pipeline.process().isAlive()).isTrue();
      }
    }
  }

  private static Map<String, String> settings(SecuredKafka kafka, String topic) {
    var settings = new TreeMap<String, String>();
    kafka.clientSettings().forEach((key, value) -> settings.put("kafka.client." + key, value));
    settings.put("topics.purchase", topic);
    return settings;
  }

  private static int post(StartedPart service, String event) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(service.address() + "/v1/events"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(event))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
  }

  private static void sendNoEvent(SecuredKafka kafka, String topic) throws Exception {
    Map<String, Object> config = new HashMap<>(kafka.clientSettings());
    config.put("bootstrap.servers", kafka.address());
    var bytes = new ByteArraySerializer();
    try (var producer = new KafkaProducer<>(config, bytes, bytes)) {
      byte[] value = "no JSON".getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(topic, value)).get();
    }
  }

  private static void awaitCounts(PipelineFixture world, long rows, long deadLetters) {
    Await.until(
        rows + " rows and " + deadLetters + " dead letters",
        PATIENCE,
        () -> {
          CommitRecords log = CommitRecords.read(world);
          return log.allPublished()
              && log.sum("rows") == rows
              && log.sum("deadLetters") == deadLetters;
        });
  }

  private static String replay(PipelineFixture world, String which, String config, int exit)
      throws Exception {
    Path log = world.work().resolve("replay-" + exit + ".log");
    try (var tool =
        JavaProcess.startTool(
            log,
            List.of(
                "replay",
                "--bootstrapServers=" + world.kafka(),
                "--lake=" + world.lake(),
                "--name=" + world.name(),
                which,
                config))) {
      int ended = tool.awaitEnd(PATIENCE);
      assertThat(ended).as(tool.text()).isEqualTo(exit);
      return tool.text();
    }
  }
}
