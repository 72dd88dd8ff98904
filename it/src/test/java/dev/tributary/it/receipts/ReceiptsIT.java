package dev.tributary.it.receipts;

import static dev.tributary.it.support.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.it.faults.CommitRecords;
import dev.tributary.it.faults.JavaProcess;
import dev.tributary.it.faults.PipelineFixture;
import dev.tributary.it.support.Await;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Each event's receipt, from its answer to its end, by two services over one Kafka and a pipeline
 * on the Direct runner that is started, killed and started again. DuckDB reads what the lake has.
 */
final class ReceiptsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  /** Receipts, by what becomes of them. */
  private final Map<String, String> ends = new LinkedHashMap<>();

  private PipelineFixture world;
  private ReceiptClient one;
  private ReceiptClient other;

  @Test
  void followEachEventToItsEndAndNameTheFileThatHasIt() throws Exception {
    try (PipelineFixture made =
        PipelineFixture.make(BROKER.kafka().address(), "receipts", BROKER.home().folder())) {
      world = made;
      try (StartedPart first = service();
          StartedPart second = service()) {
        one = new ReceiptClient(first);
        other = new ReceiptClient(second);
        sendRowsDuplicatesAndConflicts();
        areInFlightBeforeAnyPipelineRan();
        try (JavaProcess pipeline = pipeline(2)) {
          reachTheirEnds();
          sendOneOfATypeTooMany(pipeline);
          waitsUntilEventsAreQueryable();
        }
        areAsTheLakeHasThem();
        sayHowFarAPipelineThatIsDownIsBehind();
        first.kill();
        first.start();
        Await.until("the service follows the log", PATIENCE, () -> one.status(any()) == 200);
        areAsTheLakeHasThem();
        replayAndFollow();
        areOfAFormerTopicOnceItIsDeleted();
      }
    }
  }

  private StartedPart service() throws InterruptedException {
    String topic = world.topics().get(1);
    return StartedPart.ingestService(
        BROKER.home(),
        world.kafka(),
        Map.of(
            "receipts.pipeline", world.name(),
            "topics.a", topic,
            "topics.b", topic,
            "topics.c", topic));
  }

  private JavaProcess pipeline(int maxEventTypes) throws IOException {
    return JavaProcess.startTestClasspath(
        Files.createTempDirectory(world.work(), "pipeline").resolve("log"),
        List.of("-Xmx384m"),
        "dev.tributary.runners.direct.Main",
        world.arguments("--maxEventTypes=" + maxEventTypes));
  }

  private String any() {
    return ends.values().iterator().next();
  }

  private void sendRowsDuplicatesAndConflicts() throws Exception {
    Instant late = Instant.now().minus(Duration.ofDays(3));
    ends.put("row", one.send(json("{'event_type':'a','id':'r1','data':{'n':1}}")));
    ends.put("duplicate", other.send(json("{'event_type':'a','id':'r1','data':{'n':1}}")));
    ends.put("conflict", one.send(json("{'event_type':'a','id':'r1','data':{'n':2}}")));
    ends.put("late", one.send(json("{'event_type':'a','id':'r2','timestamp':'" + late + "'}")));
    ends.put("row of b", other.send(json("{'event_type':'b','id':'r1'}")));
  }

  private void areInFlightBeforeAnyPipelineRan() throws Exception {
    for (String receipt : ends.values()) {
      assertThat(state(one, receipt)).isEqualTo("in_flight");
      assertThat(state(other, receipt)).isEqualTo("in_flight");
    }
    assertThat(one.find(any()).path("lag").path("records").asLong()).isPositive();
    assertThat(one.status(world.topics().get(1) + "-0-1000")).isEqualTo(404);
    assertThat(one.status("no_such_topic-0-0")).isEqualTo(404);
    assertThat(one.status("no receipt".replace(' ', '_'))).isEqualTo(400);
  }

  private void reachTheirEnds() {
    await("row", "queryable");
    await("late", "queryable");
    await("row of b", "queryable");
    await("duplicate", "duplicate");
    await("conflict", "dead_letter");
  }

  private void await(String what, String state) {
    for (ReceiptClient client : List.of(one, other)) {
      Await.until(
          what + " is " + state, PATIENCE, () -> state(client, ends.get(what)).equals(state));
    }
  }

  private static String state(ReceiptClient client, String receipt) throws Exception {
    return client.find(receipt).path("state").asText();
  }

  private void sendOneOfATypeTooMany(JavaProcess pipeline) throws Exception {
    ends.put("type too many", one.send(json("{'event_type':'c','id':'r1'}")));
    await("type too many", "dead_letter");
    assertThat(pipeline.isAlive()).isTrue();
  }

  private void waitsUntilEventsAreQueryable() throws Exception {
    JsonNode answer =
        one.sendAndWait(
            json("[{'event_type':'a','id':'w1'},{'event_type':'a','id':'r2','data':{'n':1}}]"), 30);
    assertThat(answer.path("events").findValuesAsText("state"))
        .containsExactly("queryable", "dead_letter");
    List<String> receipts = ReceiptClient.receipts(answer);
    assertThat(lakeRows("events/*/*/*/*.parquet", "event_id", receipts.get(0)))
        .containsExactly("w1");
    ends.put("waited for", receipts.get(0));
    ends.put("conflict of the late one", receipts.get(1));
  }

  private List<String> lakeRows(String files, String columns, String receipt) throws Exception {
    return LakeFile.rows(world.lake(), files, columns, receipt);
  }

  /** Each receipt's answer against all files of the lake, by both services. */
  private void areAsTheLakeHasThem() throws Exception {
    for (ReceiptClient client : List.of(one, other)) {
      for (Map.Entry<String, String> end : ends.entrySet()) {
        JsonNode found = client.find(end.getValue());
        List<String> rows = lakeRows("events/*/*/*/*.parquet", "event_id", end.getValue());
        List<String> letters =
            lakeRows("dead_letters/*/*.parquet", "reason, field", end.getValue());
        String expected =
            rows.size() == 1 ? "queryable" : letters.size() == 1 ? "dead_letter" : "duplicate";
        assertThat(found.path("state").asText()).as("%s: %s", end, found).isEqualTo(expected);
        assertThat(rows.size() + letters.size()).isEqualTo(expected.equals("duplicate") ? 0 : 1);
        assertThat(LakeFile.rowsInNamed(world.lake(), found))
            .isEqualTo(rows.size() + letters.size());
        if (expected.equals("dead_letter")) {
          assertThat((found.path("reason").asText() + " " + found.path("field").asText()).strip())
              .isEqualTo(letters.get(0).strip());
          assertThat(found.path("rule").asText()).isNotEmpty();
        }
        assertThat(found.path("commit").path("published").asBoolean()).isTrue();
      }
    }
    assertThat(lakeRows("events/event_type=a/*/*/*.parquet", "event_id", ends.get("late")))
        .containsExactly("r2");
  }

  private void sayHowFarAPipelineThatIsDownIsBehind() throws Exception {
    ends.put("after", one.send(json("{'event_type':'a','id':'after'}")));
    JsonNode found = other.find(ends.get("after"));
    assertThat(found.path("state").asText()).isEqualTo("in_flight");
    assertThat(found.path("lag").path("records").asLong()).isPositive();
    assertThat(Instant.parse(found.path("lag").path("last_commit_at").asText()))
        .isBefore(Instant.now());
    ends.remove("after");
  }

  /** A replayed record is another one, at another position; the old one stays a dead letter. */
  private void replayAndFollow() throws Exception {
    try (JavaProcess replay =
        JavaProcess.startTool(
            world.work().resolve("replay.log"),
            List.of(
                "replay",
                "--bootstrapServers=" + world.kafka(),
                "--lake=" + world.lake(),
                "--name=" + world.name(),
                "--reason=TOO_MANY_EVENT_TYPES"))) {
      assertThat(replay.awaitEnd(PATIENCE)).as(replay.text()).isZero();
    }
    try (JavaProcess wider = pipeline(10)) {
      Await.until(
          "the replayed one is a row",
          PATIENCE,
          () -> wider.isAlive() && Files.exists(world.lake().resolve("events/event_type=c")));
      Await.until(
          "its commit is published", PATIENCE, () -> CommitRecords.read(world).allPublished());
    }
    String replayed = replayedPosition();
    assertThat(replayed).isNotEqualTo(ends.get("type too many"));
    ends.put("replayed", replayed);
    await("replayed", "queryable");
    areAsTheLakeHasThem();
  }

  private String replayedPosition() throws Exception {
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement();
        var found =
            statement.executeQuery(
                "SELECT concat_ws('-', kafka_topic, kafka_partition, kafka_offset) FROM"
                    + " read_parquet('"
                    + world.lake()
                    + "/events/event_type=c/*/*/*.parquet')")) {
      assertThat(found.next()).isTrue();
      return found.getString(1);
    }
  }

  private void areOfAFormerTopicOnceItIsDeleted() throws Exception {
    String before = one.find(ends.get("row")).path("topic_id").asText();
    world.admin().deleteTopics(List.of(world.topics().get(1))).all().get();
    for (ReceiptClient client : List.of(one, other)) {
      Await.until(
          "the topic is a former one",
          PATIENCE,
          () -> state(client, ends.get("row")).equals("of_a_former_topic"));
      JsonNode found = client.find(ends.get("row"));
      assertThat(found.path("former_state").asText()).isEqualTo("queryable");
      assertThat(found.path("topic_id").asText()).isEqualTo(before);
      assertThat(LakeFile.rowsInNamed(world.lake(), found)).isEqualTo(1);
    }
  }
}
