package dev.tributary.it.ingest;

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
 * What the service answers when Kafka can't take events: 503 with Retry-After, and 200 again
 * without a restart. How soon is measured by {@code -Dbench=refusals}.
 */
final class KafkaTroubleIT {
  private static final Duration SOON = Duration.ofMinutes(4);
  private static final String TOPIC = "MessageHistory";

  private static TempHome home;
  private static StartedPart kafka;
  private static StartedPart service;
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
    service = StartedPart.ingestService(home, kafka);
    admin = Admin.create(Map.of("bootstrap.servers", kafka.address()));
  }

  @AfterAll
  @SuppressWarnings("try") // they are only closed
  static void stop() throws IOException {
    try (TempHome folder = home;
        StartedPart broker = kafka;
        StartedPart started = service;
        Admin asker = admin) {
      service = null;
    }
  }

  @Test
  void refusesAtOnceWhileKafkaIsDead() throws Exception {
    awaitTaken();
    kafka.kill();
    try {
      ServiceRequests.refused(service);
      ServiceRequests.refusedAtOnce(service);
      Await.until("it is not ready", SOON, () -> status("/health/ready") == 503);
      ServiceRequests.get(service, "/health/live", 200);
    } finally {
      kafka.start();
    }
    awaitTaken();
    Await.until("it is ready again", SOON, () -> status("/health/ready") == 200);
  }

  @Test
  void losesNothingThatItAcknowledgedWhileKafkaIsSlow() throws Exception {
    awaitTaken();
    ServiceLoad.Report report;
    try (ServiceLoad load = ServiceLoad.start(service.port(), 4, 1)) {
      load.awaitMore(200, 20, SOON);
      for (int pulse = 0; pulse < 8; pulse++) {
        ServiceRequests.signal("-STOP", kafka);
        LockSupport.parkNanos(Duration.ofMillis(900).toNanos()); // the fault itself
        ServiceRequests.signal("-CONT", kafka);
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
    try (ServiceLoad load = ServiceLoad.start(service.port(), 4, 1)) {
      load.awaitMore(200, 20, SOON);
      for (int times = 0; times < 3; times++) {
        admin.deleteTopics(List.of("events")).all().get();
        Await.until(
            "the topic is back", SOON, () -> admin.listTopics().names().get().contains("events"));
        load.awaitMore(200, 200, SOON);
      }
      ServiceLoad.Report report = load.stop();
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
      ServiceRequests.refused(service);
      ServiceRequests.get(service, "/health/ready", 503);
      ServiceRequests.get(service, "/", 200); // another topic
      ServiceRequests.get(service, "/health/ready", 200);
      ServiceRequests.refused(service);
    } finally {
      forgetRights();
    }
    awaitTaken();
  }

  /** The producer fails for good then: nothing but another one brings the service back. */
  @Test
  void replacesAProducerThatWasRefusedFromItsStart() throws Exception {
    try {
      allowAllBut(ResourceType.CLUSTER, "kafka-cluster", AclOperation.IDEMPOTENT_WRITE);
      allowAllBut(ResourceType.TOPIC, "*", AclOperation.WRITE);
      service.stop();
      service.start();
      for (int i = 0; i < 4; i++) {
        ServiceRequests.refused(service);
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
        ServiceRequests.get(service, large, 503);
        ServiceRequests.get(service, "/message", 200);
      }
      ServiceRequests.get(service, "/health/ready", 200);
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
    Await.until("events are taken", SOON, () -> ServiceRequests.isTaken(service));
  }

  private static int status(String path) {
    return ServiceRequests.get(service, path).statusCode();
  }
}
