package dev.tributary.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.Await;
import dev.tributary.it.support.TempHome;
import dev.tributary.it.support.TestBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Dead letters go back on their topic and become rows once: by the command, from the lake's files,
 * over real Kafka, with a pipeline on the Direct runner. The cause that is mended is a lake that
 * took too few event types.
 */
final class ReplayIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int EVENTS = 30;

  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  @Test
  void deadLettersBecomeRowsOnceHoweverOftenTheyAreReplayed() throws Exception {
    try (World world = World.make(BROKER.kafka().address(), "replay", BROKER.home().folder())) {
      try (JavaProcess tooNarrow = pipeline(world, 1)) {
        sendTheTypeThatHasRows(world);
        awaitDrained(world, tooNarrow);
        sendTheRest(world);
        awaitDrained(world, tooNarrow);
      }
      assertThat(column(world, "dead_letters/*", "reason")).hasSize(2 * EVENTS + 1);
      String topic = world.topics().get(1);
      List<String> positions =
          column(
              world,
              "dead_letters/*",
              "concat_ws('-', kafka_topic, kafka_partition, kafka_offset)");

      String preview = replay(world, 0, "--reason=TOO_MANY_EVENT_TYPES", "--dry-run");
      assertThat(preview)
          .contains("Would replay " + 2 * EVENTS + " dead letters.")
          .contains("TOO_MANY_EVENT_TYPES " + topic + "  " + 2 * EVENTS);
      assertThat(positions).filteredOn(preview::contains).hasSize(2 * EVENTS);
      assertThat(world.lag()).as("a preview writes nothing").isZero();

      String one = positions.stream().filter(preview::contains).findFirst().orElseThrow();
      assertThat(replay(world, 0, "--position=" + one)).contains("Replayed 1 dead letters.");
      assertThat(replay(world, 0, "--type=second,third"))
          .contains("Replayed " + (2 * EVENTS - 1) + " dead letters.")
          .contains("Left 1 that were replayed before.");
      assertThat(world.lag()).isGreaterThanOrEqualTo(2 * EVENTS);

      try (JavaProcess wideEnough = pipeline(world, 10)) {
        awaitRows(world, wideEnough, "events/*/*/*", 3 * EVENTS);
        assertThat(column(world, "events/event_type=second/*/*", "event_id"))
            .containsExactlyInAnyOrderElementsOf(
                IntStream.range(0, EVENTS).mapToObj(i -> "id-" + i).toList());
        List<String> made = column(world, "events/event_type=third/*/*", "event_id");
        assertThat(made).hasSize(EVENTS).doesNotHaveDuplicates().isSubsetOf(positions);
        assertThat(column(world, "events/event_type=third/*/*", "raw_event"))
            .containsExactlyInAnyOrderElementsOf(
                IntStream.range(0, EVENTS).mapToObj(ReplayIT::third).toList());
        assertThat(column(world, "events/event_type=second/*/*", "raw_event"))
            .containsExactlyInAnyOrderElementsOf(
                IntStream.range(0, EVENTS).mapToObj(ReplayIT::second).toList());

        var ends = world.ends();
        assertThat(replay(world, 0, "--reason=TOO_MANY_EVENT_TYPES"))
            .contains("Replayed 0 dead letters.")
            .contains("Left " + 2 * EVENTS + " that were replayed before.");
        assertThat(world.ends()).as("a second replay writes nothing").isEqualTo(ends);

        assertThat(replay(world, 0, "--all")).contains("Replayed 1 dead letters.", "NOT_JSON");
        awaitRows(world, wideEnough, "dead_letters/*", 2 * EVENTS + 2);
        assertThat(column(world, "dead_letters/*", "raw_event"))
            .filteredOn("no JSON"::equals)
            .as("it failed again, at its new position")
            .hasSize(2);
      }
      assertThat(column(world, "events/*/*/*", "event_id")).hasSize(3 * EVENTS);
      writesToNoTopicThatARowNames(world);
      assertHoldsWhatTheTopicsHold(world);
    }
  }

  /** Whoever may write a file into the lake must not write to the commit log by a replay. */
  private static void writesToNoTopicThatARowNames(World world) throws Exception {
    String log = world.name() + ".commits";
    Path forged = world.lake().resolve("dead_letters/dt=2026-01-01/forged.parquet");
    Files.createDirectories(forged.getParent());
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement()) {
      statement.execute(
          "COPY (SELECT * REPLACE ('%s' AS kafka_topic) FROM read_parquet('%s/dead_letters/*/*.parquet', hive_partitioning=false) LIMIT 1) TO '%s'"
              .formatted(log, world.lake(), forged));
    }
    long before = end(world, log);
    assertThat(replay(world, 1, "--all", "--formerTopics=true").lines())
        .anyMatch(
            line ->
                line.endsWith(
                    "Cannot replay dead letters onto topics that the pipeline does not read: {"
                        + log
                        + "=1}"));
    assertThat(end(world, log)).isEqualTo(before);
    TempHome.delete(forged.getParent());
  }

  private static long end(World world, String topic) {
    var partition = new TopicPartition(topic, 0);
    try (var consumer = world.consumer()) {
      return consumer.endOffsets(List.of(partition)).get(partition);
    }
  }

  private static void assertHoldsWhatTheTopicsHold(World world) throws Exception {
    Map<Sent.Position, String> md5s = TopicValues.md5s(world);
    try (var duck = DriverManager.getConnection("jdbc:duckdb:")) {
      for (LakeRows.Table table : LakeRows.Table.values()) {
        assertThat(LakeRows.read(duck, world.lake(), table).unlike(md5s)).isEmpty();
      }
    }
  }

  /** Whoever starts later ends the other between two transactions, wherever that is. */
  @Tag("faults")
  @Test
  void twoReplaysAtOneTimePutNothingBackTwice() throws Exception {
    int many = 3_000; // several transactions
    try (World world = World.make(BROKER.kafka().address(), "two", BROKER.home().folder())) {
      String topic = world.topics().get(0);
      try (JavaProcess pipeline = pipeline(world, 1)) {
        send(
            world,
            IntStream.range(0, many)
                .mapToObj(i -> record(topic, "no-" + i, "no JSON " + i))
                .toList());
        awaitDrained(world, pipeline);
      }
      try (JavaProcess one = startReplay(world, "--all");
          JavaProcess two = startReplay(world, "--all")) {
        assertThat(one.awaitEnd(PATIENCE) * two.awaitEnd(PATIENCE))
            .as("one of them at least is done:%n%s%n%s", one.text(), two.text())
            .isZero();
        for (JavaProcess each : List.of(one, two)) {
          assertThat(each.text())
              .containsPattern("Replayed \\d+ dead letters|Another replay of two was started");
        }
      }
      assertThat(replay(world, 0, "--all"))
          .as("what was committed has its mark")
          .contains("Replayed 0 dead letters.", "Left " + many + " that were replayed before.");
      assertThat(replayedPositions(world)).hasSize(many).doesNotHaveDuplicates();
      assertThat(List.copyOf(TopicValues.md5s(world).values()))
          .as("each text as it was sent, and as it was put back")
          .hasSize(2 * many)
          .satisfies(all -> assertThat(Set.copyOf(all)).hasSize(many));
    }
  }

  /** Where the records of the first topic were before, as the committed ones among them say. */
  private static List<String> replayedPositions(World world) {
    try (var consumer = world.consumer()) {
      consumer.assign(world.partitions());
      consumer.seekToBeginning(world.partitions());
      var ends = consumer.endOffsets(world.partitions());
      var positions = new ArrayList<String>();
      while (world.partitions().stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (var record : consumer.poll(Duration.ofSeconds(1))) {
          for (var header : record.headers().headers("tributary-replay-of")) {
            positions.add(new String(header.value(), StandardCharsets.UTF_8));
          }
        }
      }
      return positions;
    }
  }

  @Test
  void refusesWhatItDoesNotUnderstandAndLakesOfOthers() throws Exception {
    try (World world = World.make(BROKER.kafka().address(), "other", BROKER.home().folder())) {
      assertThat(replay(world, 2)).contains("say which: --reason");
      assertThat(replay(world, 2, "--reason=NO")).contains("--reason must be one of EMPTY");
      assertThat(replay(world, 2, "--nonsense=1")).contains("nonsense");
      assertThat(replay(world, 1, "--all")).contains("there is no _tributary.json in it");
      assertThat(replay(world, 0, "--help")).contains("--formerTopics", "--bootstrapServers");
    }
  }

  private static void sendTheTypeThatHasRows(World world) throws Exception {
    String topic = world.topics().get(1);
    send(
        world,
        IntStream.range(0, EVENTS)
            .mapToObj(i -> record(topic, null, "{\"event_type\":\"first\",\"n\":" + i + "}"))
            .toList());
  }

  /** Two types too many, one with ids and one without; and a record that stays bad. */
  private static void sendTheRest(World world) throws Exception {
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
    return "{\"event_type\":\"second\",\"id\":\"id-%d\",\"data\":{\"n\":%d}}".formatted(i, i);
  }

  private static String third(int i) {
    return "{\"event_type\":\"third\",\"n\":" + i + "}";
  }

  private static void send(World world, List<ProducerRecord<byte[], byte[]>> records)
      throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", world.kafka());
    var bytes = new ByteArraySerializer();
    try (var producer = new KafkaProducer<>(config, bytes, bytes)) {
      for (var sent : records.stream().map(producer::send).toList()) {
        sent.get();
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, String id, String value) {
    return new ProducerRecord<>(
        topic,
        id == null ? null : id.getBytes(StandardCharsets.UTF_8),
        value.getBytes(StandardCharsets.UTF_8));
  }

  private static JavaProcess pipeline(World world, int maxEventTypes) throws IOException {
    return JavaProcess.startTestClasspath(
        world.work().resolve("pipeline.log"),
        List.of("-Xmx384m"),
        "dev.tributary.runners.direct.Main",
        world.arguments("--maxEventTypes=" + maxEventTypes));
  }

  private static void awaitDrained(World world, JavaProcess pipeline) {
    Await.until(
        "all is in the lake",
        PATIENCE,
        () -> {
          assertThat(pipeline.isAlive()).isTrue();
          return world.committed() > 0
              && world.lag() == 0
              && CommitRecords.read(world).allPublished();
        });
  }

  /** Not by the lag: a transaction's marker is no record, and takes an offset all the same. */
  private static void awaitRows(World world, JavaProcess pipeline, String folders, int count) {
    Await.until(
        count + " rows in " + folders,
        PATIENCE,
        () -> {
          assertThat(pipeline.isAlive()).isTrue();
          return column(world, folders, "kafka_offset").size() >= count;
        });
  }

  /** Runs the command as {@code mvn -Ptool} does and returns what it printed. */
  private static String replay(World world, int exit, String... options) throws Exception {
    try (var tool = startReplay(world, options)) {
      int ended = tool.awaitEnd(PATIENCE);
      assertThat(ended).as("exit of %s:%n%s", List.of(options), tool.text()).isEqualTo(exit);
      return tool.text();
    }
  }

  private static JavaProcess startReplay(World world, String... options) throws IOException {
    Path log = world.work().resolve("replay-" + System.nanoTime() + ".log");
    var arguments = new ArrayList<>(List.of("replay", "--bootstrapServers=" + world.kafka()));
    arguments.addAll(List.of("--lake=" + world.lake(), "--name=" + world.name()));
    arguments.addAll(List.of(options));
    return JavaProcess.startTool(log, arguments);
  }

  private static List<String> column(World world, String folders, String column) throws Exception {
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT %s FROM read_parquet('%s/%s/*.parquet', union_by_name=true)"
                    .formatted(column, world.lake(), folders))) {
      var values = new ArrayList<String>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }
}
