package dev.tributary.it.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.Await;
import dev.tributary.it.support.KafkaCluster;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Three brokers, and the topics as docs/ingest-service.md makes them. Fault: one broker is killed,
 * then a second. Guarantee: with two the service goes on, with one it refuses, and no acknowledged
 * event is lost.
 */
@Tag("faults")
final class ThreeBrokersIT {
  private static final Duration SOON = Duration.ofMinutes(4);
  private static final Path DOCS = Path.of("docs/ingest-service.md");

  @Test
  void goesOnWithoutOneBrokerAndRefusesWithoutTwo() throws Exception {
    try (TempHome home = TempHome.make();
        KafkaCluster kafka = KafkaCluster.start(home)) {
      makeTopicsAsDocumented(home, kafka.addresses());
      try (StartedPart service = StartedPart.ingestService(home, kafka.addresses(), Map.of());
          ServiceLoad load = ServiceLoad.start(service.port(), 4, 1)) {
        load.awaitMore(200, 100, SOON);

        kafka.broker(0).kill();
        awaitNoMoreRefusals(load);

        kafka.broker(1).kill();
        load.awaitMore(503, 4, SOON);
        ServiceRequests.refused(service);
        ServiceRequests.get(service, "/health/ready", 503);

        kafka.broker(1).start();
        awaitNoMoreRefusals(load);
        ServiceLoad.Report report = load.stop();

        assertThat(report.statuses().keySet()).isSubsetOf(200, 503);
        assertThat(report.odd()).isEmpty();
        assertThat(TopicRecords.missing(kafka.broker(1).address(), "events", report.acknowledged()))
            .isEmpty();
      }
    }
  }

  /** A partition whose leader died refuses until another one leads it. */
  private static void awaitNoMoreRefusals(ServiceLoad load) {
    Await.until(
        "a stretch of 200s without a 503",
        SOON,
        () -> {
          long refused = load.count(503);
          load.awaitMore(200, 500, SOON);
          return load.count(503) == refused;
        });
  }

  private static void makeTopicsAsDocumented(TempHome home, String addresses) throws Exception {
    Path tool = home.folder().resolve("kafka-topics.sh");
    String jars =
        StartedPart.checkout().jarsOf("kafka").stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    Files.writeString(
        tool, "exec java -cp '" + jars + "' org.apache.kafka.tools.TopicCommand \"$@\"\n");
    String commands =
        documented().replace("kafka-topics.sh", "sh " + tool).replace("kafka1:9092", addresses);
    Process process = new ProcessBuilder("sh", "-ec", commands).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();

    try (Admin admin = Admin.create(Map.of("bootstrap.servers", addresses))) {
      for (String topic : List.of("events", "MessageHistory")) {
        assertThat(admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic))
            .satisfies(it -> assertThat(it.partitions()).hasSize(12))
            .satisfies(
                it -> assertThat(it.partitions()).allMatch(each -> each.replicas().size() == 3));
        assertThat(setting(admin, topic, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG)).isEqualTo("2");
      }
    }
  }

  private static String setting(Admin admin, String topic, String name) throws Exception {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return admin.describeConfigs(List.of(resource)).all().get().get(resource).get(name).value();
  }

  /** The lines of the page that make topics. */
  private static String documented() throws IOException {
    Path page = StartedPart.checkout().root().resolve(DOCS);
    String commands =
        Files.readAllLines(page).stream()
            .dropWhile(line -> !line.contains("for topic in"))
            .takeWhile(line -> line.startsWith("    "))
            .collect(Collectors.joining("\n"));
    assertThat(commands).contains("--replication-factor 3");
    return commands;
  }
}
