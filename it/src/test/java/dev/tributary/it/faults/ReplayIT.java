package dev.tributary.it.faults;

import static dev.tributary.it.faults.ReplayParts.awaitDrained;
import static dev.tributary.it.faults.ReplayParts.awaitRows;
import static dev.tributary.it.faults.ReplayParts.column;
import static dev.tributary.it.faults.ReplayParts.pipeline;
import static dev.tributary.it.faults.ReplayParts.record;
import static dev.tributary.it.faults.ReplayParts.replay;
import static dev.tributary.it.faults.ReplayParts.send;
import static dev.tributary.it.support.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.TestBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Dead letters go back on their topic and become rows once: by the command, from the lake's files,
 * over real Kafka, with a pipeline on the Direct runner. The cause that is fixed is a lake that
 * accepted too few event types.
 */
final class ReplayIT {
  private static final int EVENTS = 30;

  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  @Test
  void makesRowsOfDeadLettersOnceHoweverOftenItRuns() throws Exception {
    try (PipelineFixture world =
        PipelineFixture.make(BROKER.kafka().address(), "replay", BROKER.home().folder())) {
      makeDeadLetters(world);
      List<String> positions =
          column(
              world,
              "dead_letters/*",
              "concat_ws('-', kafka_topic, kafka_partition, kafka_offset)");
      String one = previewsWithoutWriting(world, positions);
      putsEachBackOnce(world, one);
      try (JavaProcess wideEnough = pipeline(world, 10)) {
        awaitRows(world, wideEnough, "events/*/*/*", 3 * EVENTS);
        assertHasTheRowsOf(world, positions);
        writesNothingTheSecondTime(world);
        replaysWhatStaysBad(world, wideEnough);
      }
      assertThat(column(world, "events/*/*/*", "event_id")).hasSize(3 * EVENTS);
      writesToNoTopicThatARowNames(world);
      assertHoldsWhatTheTopicsHold(world);
    }
  }

  private static void makeDeadLetters(PipelineFixture world) throws Exception {
    try (JavaProcess tooNarrow = pipeline(world, 1)) {
      sendTheTypeThatHasRows(world);
      awaitDrained(world, tooNarrow);
      sendTheRest(world);
      awaitDrained(world, tooNarrow);
    }
    assertThat(column(world, "dead_letters/*", "reason")).hasSize(2 * EVENTS + 1);
  }

  /** Answers one of the positions that a replay would put back. */
  private static String previewsWithoutWriting(PipelineFixture world, List<String> positions)
      throws Exception {
    String topic = world.topics().get(1);
    String preview = replay(world, 0, "--reason=TOO_MANY_EVENT_TYPES", "--dry-run");
    assertThat(preview)
        .contains("Would replay " + 2 * EVENTS + " dead letters.")
        .contains("TOO_MANY_EVENT_TYPES " + topic + "  " + 2 * EVENTS);
    assertThat(positions).filteredOn(preview::contains).hasSize(2 * EVENTS);
    assertThat(world.lag()).as("a preview writes nothing").isZero();
    return positions.stream().filter(preview::contains).findFirst().orElseThrow();
  }

  private static void putsEachBackOnce(PipelineFixture world, String one) throws Exception {
    assertThat(replay(world, 0, "--position=" + one)).contains("Replayed 1 dead letters.");
    assertThat(replay(world, 0, "--type=second,third"))
        .contains("Replayed " + (2 * EVENTS - 1) + " dead letters.")
        .contains("Left 1 that were replayed before.");
    assertThat(world.lag()).isGreaterThanOrEqualTo(2 * EVENTS);
  }

  private static void assertHasTheRowsOf(PipelineFixture world, List<String> positions)
      throws Exception {
    assertThat(column(world, "events/event_type=second/*/*", "event_id"))
        .containsExactlyInAnyOrderElementsOf(each(i -> "id-" + i));
    List<String> made = column(world, "events/event_type=third/*/*", "event_id");
    assertThat(made).hasSize(EVENTS).doesNotHaveDuplicates().isSubsetOf(positions);
    assertThat(column(world, "events/event_type=third/*/*", "raw_event"))
        .containsExactlyInAnyOrderElementsOf(each(ReplayIT::third));
    assertThat(column(world, "events/event_type=second/*/*", "raw_event"))
        .containsExactlyInAnyOrderElementsOf(each(ReplayIT::second));
  }

  private static List<String> each(IntFunction<String> text) {
    return IntStream.range(0, EVENTS).mapToObj(text).toList();
  }

  private static void writesNothingTheSecondTime(PipelineFixture world) throws Exception {
    var ends = world.ends();
    assertThat(replay(world, 0, "--reason=TOO_MANY_EVENT_TYPES"))
        .contains("Replayed 0 dead letters.")
        .contains("Left " + 2 * EVENTS + " that were replayed before.");
    assertThat(world.ends()).isEqualTo(ends);
  }

  private static void replaysWhatStaysBad(PipelineFixture world, JavaProcess pipeline)
      throws Exception {
    assertThat(replay(world, 0, "--all")).contains("Replayed 1 dead letters.", "NOT_JSON");
    awaitRows(world, pipeline, "dead_letters/*", 2 * EVENTS + 2);
    assertThat(column(world, "dead_letters/*", "raw_event"))
        .filteredOn("no JSON"::equals)
        .as("it failed again, at its new position")
        .hasSize(2);
  }

  /** Whoever may write a file into the lake must not write to the commit log by a replay. */
  private static void writesToNoTopicThatARowNames(PipelineFixture world) throws Exception {
    String log = world.name() + ".commits";
    Path committed = anyDeadLetters(world);
    Path forged = world.work().resolve("forged.parquet");
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement()) {
      statement.execute(
          "COPY (SELECT * REPLACE ('%s' AS kafka_topic) FROM read_parquet('%s/dead_letters/*/*.parquet', hive_partitioning=false) LIMIT 1) TO '%s'"
              .formatted(log, world.lake(), forged));
    }
    Path before = world.work().resolve("before.parquet");
    Files.move(committed, before);
    Files.move(forged, committed);
    long end = end(world, log);
    assertThat(replay(world, 1, "--all", "--formerTopics=true").lines())
        .anyMatch(
            line ->
                line.endsWith(
                    "Cannot replay dead letters onto topics that the pipeline does not read: {"
                        + log
                        + "=1}"));
    assertThat(end(world, log)).isEqualTo(end);
    Files.move(before, committed, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path anyDeadLetters(PipelineFixture world) throws Exception {
    try (Stream<Path> files = Files.walk(world.lake().resolve("dead_letters"))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).sorted().findFirst().get();
    }
  }

  private static long end(PipelineFixture world, String topic) {
    var partition = new TopicPartition(topic, 0);
    try (var consumer = world.consumer()) {
      return consumer.endOffsets(List.of(partition)).get(partition);
    }
  }

  private static void assertHoldsWhatTheTopicsHold(PipelineFixture world) throws Exception {
    Map<Sent.Position, String> md5s = TopicValues.md5s(world);
    try (var duck = DriverManager.getConnection("jdbc:duckdb:")) {
      for (LakeRows.Table table : LakeRows.Table.values()) {
        assertThat(LakeRows.read(duck, world.lake(), table).unlike(md5s)).isEmpty();
      }
    }
  }

  @Test
  void refusesWhatItDoesNotUnderstandAndLakesOfOthers() throws Exception {
    try (PipelineFixture world =
        PipelineFixture.make(BROKER.kafka().address(), "other", BROKER.home().folder())) {
      assertThat(replay(world, 2)).contains("say which: --reason");
      assertThat(replay(world, 2, "--reason=NO")).contains("--reason must be one of EMPTY");
      assertThat(replay(world, 2, "--nonsense=1")).contains("nonsense");
      assertThat(replay(world, 1, "--all")).contains("there is no _tributary.json in it");
      assertThat(replay(world, 0, "--help")).contains("--formerTopics", "--bootstrapServers");
    }
  }

  private static void sendTheTypeThatHasRows(PipelineFixture world) throws Exception {
    String topic = world.topics().get(1);
    send(
        world,
        IntStream.range(0, EVENTS)
            .mapToObj(i -> record(topic, null, json("{'event_type':'first','n':" + i + "}")))
            .toList());
  }

  /** Two types too many, one with ids and one without; and a record that stays bad. */
  private static void sendTheRest(PipelineFixture world) throws Exception {
    String topic = world.topics().get(1);
    var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
    for (int i = 0; i < EVENTS; i++) {
      records.add(record(topic, "id-" + i, second(i)));
      records.add(record(topic, null, third(i)));
    }
    records.add(record(topic, null, "no JSON"));
    send(world, records);
  }

  private static String second(int i) {
    return json("{'event_type':'second','id':'id-%d','data':{'n':%d}}".formatted(i, i));
  }

  private static String third(int i) {
    return json("{'event_type':'third','n':" + i + "}");
  }
}
