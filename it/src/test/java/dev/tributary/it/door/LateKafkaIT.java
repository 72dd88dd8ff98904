package dev.tributary.it.door;

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
 * The door is started before Kafka. Fault: nothing listens at Kafka's port, or its name has no
 * address. Guarantee: the door lives, says that it is not ready, and is ready when Kafka is there,
 * without a restart.
 */
final class LateKafkaIT {
  private static final Duration SOON = Duration.ofMinutes(4);
  private static final String NAME = "kafka.example";

  @Test
  void becomesReadyWhenTheBrokerStarts() throws Exception {
    int port = FreePorts.any();
    try (TempHome home = TempHome.make();
        StartedPart door = before(home, "127.0.0.1:" + port, Map.of())) {
      awaitNotReady(door);
      awaitReady(home, port, door);
    }
  }

  @Test
  void becomesReadyWhenKafkasNameHasAnAddress() throws Exception {
    int port = FreePorts.any();
    try (TempHome home = TempHome.make()) {
      Path hosts = home.folder().resolve("hosts");
      Files.writeString(hosts, "127.0.0.1 localhost\n");
      Map<String, String> names = Map.of("jdk.net.hosts.file", hosts.toString());
      try (StartedPart door = before(home, NAME + ":" + port, names)) {
        awaitNotReady(door);
        Files.writeString(hosts, "127.0.0.1 localhost " + NAME + "\n");
        awaitReady(home, port, door);
      }
    }
  }

  private static StartedPart before(TempHome home, String kafka, Map<String, String> more)
      throws IOException {
    return StartedPart.notReady(
        new IngestServicePart(StartedPart.checkout(), FreePorts.any(), kafka, more), home);
  }

  private static void awaitNotReady(StartedPart door) {
    Await.until("it lives", SOON, () -> status(door, "/health/live") == 200);
    assertThat(status(door, "/health/ready")).isEqualTo(503);
    DoorRequests.refused(door);
  }

  private static void awaitReady(TempHome home, int port, StartedPart door) throws Exception {
    var broker = new KafkaPart(StartedPart.checkout(), home.home(), port);
    try (StartedPart kafka = StartedPart.of(broker, home)) {
      Await.until("it is ready", SOON, () -> status(door, "/health/ready") == 200);
      Await.until("events are taken", SOON, () -> DoorRequests.isTaken(door));
      assertThat(TopicRecords.of(kafka.address(), "MessageHistory")).isNotEmpty();
      assertThat(ProcessHandle.of(door.pid())).as("the process of before").isPresent();
    }
  }

  private static int status(StartedPart door, String path) {
    return DoorRequests.get(door, path).statusCode();
  }
}
