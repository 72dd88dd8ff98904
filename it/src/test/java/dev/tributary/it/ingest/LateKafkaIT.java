package dev.tributary.it.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.Await;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import dev.tributary.runners.local.parts.IngestServicePart;
import dev.tributary.runners.local.parts.KafkaPart;
import dev.tributary.runners.processes.home.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The service is started before Kafka. Fault: nothing listens at Kafka's port, or its name has no
 * address. Guarantee: the service lives, says that it is not ready, and is ready when Kafka is
 * there, without a restart.
 */
final class LateKafkaIT {
  private static final Duration SOON = Duration.ofMinutes(4);
  private static final String NAME = "kafka.example";

  @Test
  void becomesReadyWhenTheBrokerStarts() throws Exception {
    int port = FreePorts.any();
    try (TempHome home = TempHome.make();
        StartedPart service = before(home, "127.0.0.1:" + port, Map.of())) {
      awaitNotReady(service);
      awaitReady(home, port, service);
    }
  }

  @Test
  void becomesReadyWhenKafkasNameHasAnAddress() throws Exception {
    int port = FreePorts.any();
    try (TempHome home = TempHome.make()) {
      Path hosts = home.folder().resolve("hosts");
      Files.writeString(hosts, "127.0.0.1 localhost\n");
      Map<String, String> names = Map.of("jdk.net.hosts.file", hosts.toString());
      try (StartedPart service = before(home, NAME + ":" + port, names)) {
        awaitNotReady(service);
        Files.writeString(hosts, "127.0.0.1 localhost " + NAME + "\n");
        awaitReady(home, port, service);
      }
    }
  }

  private static StartedPart before(TempHome home, String kafka, Map<String, String> more)
      throws IOException {
    return StartedPart.notReady(
        new IngestServicePart(StartedPart.checkout(), FreePorts.any(), kafka, more), home);
  }

  private static void awaitNotReady(StartedPart service) {
    Await.until("it lives", SOON, () -> status(service, "/health/live") == 200);
    assertThat(status(service, "/health/ready")).isEqualTo(503);
    ServiceRequests.refused(service);
  }

  private static void awaitReady(TempHome home, int port, StartedPart service) throws Exception {
    var broker = new KafkaPart(StartedPart.checkout(), home.home(), port);
    try (StartedPart kafka = StartedPart.of(broker, home)) {
      Await.until("it is ready", SOON, () -> status(service, "/health/ready") == 200);
      Await.until("events are taken", SOON, () -> ServiceRequests.isTaken(service));
      assertThat(TopicRecords.of(kafka.address(), "MessageHistory")).isNotEmpty();
      assertThat(ProcessHandle.of(service.pid())).as("the process of before").isPresent();
    }
  }

  private static int status(StartedPart service, String path) {
    return ServiceRequests.get(service, path).statusCode();
  }
}
