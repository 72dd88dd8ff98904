package dev.tributary.it.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.Await;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the door answers when Kafka can't take events: 503 with Retry-After, and 200 again without a
 * restart. How soon is measured by {@code -Dbench=refusals}.
 */
final class KafkaTroubleIT {
  private static final Duration SOON = Duration.ofMinutes(4);
  private static final String TOPIC = "MessageHistory";

  private static TempHome home;
  private static StartedPart kafka;
  private static StartedPart door;
  private static Admin admin;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    home = TempHome.make();
    kafka =
        StartedPart.kafka(
            home,
            Map.of(
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "allow.everyone.if.no.acl.found",
                "true"));
    door = StartedPart.ingestService(home, kafka);
    admin = Admin.create(Map.of("bootstrap.servers", kafka.address()));
  }

  @AfterAll
  @SuppressWarnings("try") // they are only closed
  static void stop() throws IOException {
    try (TempHome folder = home;
        StartedPart broker = kafka;
        StartedPart service = door;
        Admin asker = admin) {
      door = null;
    }
  }

  @Test
  void refusesAtOnceWhileKafkaIsDead() throws Exception {
    awaitTaken();
    kafka.kill();
    try {
      DoorRequests.refused(door);
      DoorRequests.refusedAtOnce(door);
      Await.until("it is not ready", SOON, () -> status("/health/ready") == 503);
      DoorRequests.get(door, "/health/live", 200);
    } finally {
      kafka.start();
    }
    awaitTaken();
    Await.until("it is ready again", SOON, () -> status("/health/ready") == 200);
  }

  @Test
  void losesNothingThatItAcknowledgedWhileKafkaIsSlow() throws Exception {
    awaitTaken();
    DoorLoad.Report report;
    try (DoorLoad load = DoorLoad.start(door.port(), 4, 1)) {
      load.awaitMore(200, 20, SOON);
      for (int pulse = 0; pulse < 8; pulse++) {
        DoorRequests.signal("-STOP", kafka);
        LockSupport.parkNanos(Duration.ofMillis(900).toNanos()); // the fault itself
        DoorRequests.signal("-CONT", kafka);
        load.awaitMore(200, 1, SOON);
      }
      report = load.stop();
    }
    assertThat(report.statuses()).containsKey(200);
    assertThat(report.statuses().keySet()).isSubsetOf(200, 503);
    assertThat(report.odd()).isEmpty();
    assertThat(TopicRecords.missing(kafka.address(), "events", report.acknowledged())).isEmpty();
  }

  @Test
  void makesATopicAgainThatWasDeletedUnderLoad() throws Exception {
    awaitTaken();
    try (DoorLoad load = DoorLoad.start(door.port(), 4, 1)) {
      load.awaitMore(200, 20, SOON);
      for (int times = 0; times < 3; times++) {
        admin.deleteTopics(List.of("events")).all().get();
        Await.until(
            "the topic is back", SOON, () -> admin.listTopics().names().get().contains("events"));
        load.awaitMore(200, 200, SOON);
      }
      DoorLoad.Report report = load.stop();
      assertThat(report.statuses().keySet()).isSubsetOf(200, 503);
      assertThat(report.odd()).isEmpty();
    }
    assertThat(admin.describeTopics(List.of("events")).allTopicNames().get().get("events"))
        .satisfies(topic -> assertThat(topic.partitions()).hasSize(4));
  }

  @Test
  void refusesWhileItHasNoRightToWriteTheTopic() throws Exception {
    awaitTaken();
    try {
      allowAllBut(ResourceType.TOPIC, TOPIC, AclOperation.WRITE);
      Await.until("it is refused", SOON, () -> status("/message") == 503);
      DoorRequests.refused(door);
      DoorRequests.get(door, "/health/ready", 503);
      DoorRequests.get(door, "/", 200); // another topic
      DoorRequests.get(door, "/health/ready", 200);
      DoorRequests.refused(door);
    } finally {
      forgetRights();
    }
    awaitTaken();
  }

  /** The producer fails for good then: nothing but another one brings the door back. */
  @Test
  void replacesAProducerThatWasRefusedFromItsStart() throws Exception {
    try {
      allowAllBut(ResourceType.CLUSTER, "kafka-cluster", AclOperation.IDEMPOTENT_WRITE);
      allowAllBut(ResourceType.TOPIC, "*", AclOperation.WRITE);
      door.stop();
      door.start();
      for (int i = 0; i < 4; i++) {
        DoorRequests.refused(door);
      }
    } finally {
      forgetRights();
    }
    awaitTaken();
  }

  /** Kafka answers, but one topic takes nothing, as if the producer's sequence were broken. */
  @Test
  void replacesAProducerThatBringsNothingToAPartition() throws Exception {
    awaitTaken();
    Path log = home.home().log("ingest-service");
    try {
      takeRecordsUpTo("10");
      Await.until(
          "the producer is replaced",
          SOON,
          () ->
              status("/message") == 503
                  && Files.readString(log).contains("nothing gets to " + TOPIC + "-"));
    } finally {
      takeRecordsUpTo("2097152");
    }
    awaitTaken();
  }

  /** A record that its topic does not take says nothing about the next one. */
  @Test
  void takesOtherRecordsWhileOneIsTooLarge() throws Exception {
    awaitTaken();
    String large = "/message?text=" + textThatStaysLargeWhenCompressed();
    try {
      takeRecordsUpTo("1000");
      Await.until("a large record is refused", SOON, () -> status(large) == 503);
      for (int i = 0; i < 20; i++) {
        DoorRequests.get(door, large, 503);
        DoorRequests.get(door, "/message", 200);
      }
      DoorRequests.get(door, "/health/ready", 200);
    } finally {
      takeRecordsUpTo("2097152");
    }
  }

  private static String textThatStaysLargeWhenCompressed() {
    return new Random(1)
        .ints(4_000, 0, 36)
        .mapToObj(digit -> Character.toString(Character.forDigit(digit, 36)))
        .collect(Collectors.joining());
  }

  private static void takeRecordsUpTo(String bytes) throws Exception {
    var setting =
        new AlterConfigOp(new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET);
    var topic = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
    admin.incrementalAlterConfigs(Map.of(topic, List.of(setting))).all().get();
  }

  private static void allowAllBut(ResourceType type, String name, AclOperation refused)
      throws Exception {
    var resource = new ResourcePattern(type, name, PatternType.LITERAL);
    admin
        .createAcls(
            List.of(
                new AclBinding(resource, entry(AclOperation.ALL, AclPermissionType.ALLOW)),
                new AclBinding(resource, entry(refused, AclPermissionType.DENY))))
        .all()
        .get();
  }

  private static AccessControlEntry entry(AclOperation operation, AclPermissionType permission) {
    return new AccessControlEntry("User:ANONYMOUS", "*", operation, permission);
  }

  private static void forgetRights() throws Exception {
    admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
  }

  private static void awaitTaken() {
    Await.until("events are taken", SOON, () -> DoorRequests.isTaken(door));
  }

  private static int status(String path) {
    return DoorRequests.get(door, path).statusCode();
  }
}
