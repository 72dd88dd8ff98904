package dev.tributary.it.faults;

import static dev.tributary.it.faults.ReplayParts.awaitDrained;
import static dev.tributary.it.faults.ReplayParts.awaitRows;
import static dev.tributary.it.faults.ReplayParts.pipeline;
import static dev.tributary.it.faults.ReplayParts.record;
import static dev.tributary.it.faults.ReplayParts.replay;
import static dev.tributary.it.faults.ReplayParts.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.Await;
import dev.tributary.it.support.TestBroker;
import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.read.CommitLogReader;
import dev.tributary.ledger.read.LakeManifest;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.read.LogCheckpoint;
import dev.tributary.pipeline.history.CommitsTable;
import dev.tributary.pipeline.history.FilesCheckpoints;
import dev.tributary.pipeline.history.LogTrim;
import dev.tributary.pipeline.lake.files.Lake;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The oldest part of a real commit log is deleted: the same files are valid, launches and commands
 * work as before, and the table commits has what the log has no more.
 */
final class LogTrimIT {
  private static final int EVENTS = 20;

  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  @Test
  @Tag("faults")
  void nobodyMissesWhatIsTrimmed() throws Exception {
    try (PipelineFixture world =
        PipelineFixture.make(BROKER.kafka().address(), "trimmed", BROKER.home().folder())) {
      var log =
          new LogAccess(KafkaClients.of(world.kafka(), ""), world.name(), "owner of the test");
      var lake = new Lake(world.lake().toString());
      launchAndSend(world, 0, "no JSON");
      launchAndSend(world, 1);
      CommitsTable table = CommitsTable.of(log, lake, Optional.empty());
      long upTo = table.bringUp().upTo();
      launchAndSend(world, 2);
      LakeManifest before = CommitLogReader.manifest(log, LogCheckpoint.NONE, path -> true);

      Optional<Long> begin = LogTrim.of(log, lake, Duration.ZERO).trim(upTo, Instant.now());

      assertThat(begin).hasValueSatisfying(offset -> assertThat(offset).isPositive());
      assertThat(begin(world)).isEqualTo(begin.get());
      LogCheckpoint checkpoint = FilesCheckpoints.newest(log, lake);
      assertThat(checkpoint.offset()).isEqualTo(begin.get());
      LakeManifest after = CommitLogReader.manifest(log, checkpoint, path -> true);
      assertThat(after.files()).isEqualTo(before.files()).isNotEmpty();
      assertThat(ValidFiles.differences(world)).isEmpty();

      assertThat(tool(world, "files")).contains(before.files("kind_0").get(0));
      assertThat(tool(world, "compact", "--dry-run", "--quiet=PT0S")).contains("Would compact");
      assertThat(tool(world, "infer", "--type=kind_0")).contains("\"n\"");
      assertThat(replay(world, 0, "--all")).contains("Replayed 1 dead letters.");
      launchAndSend(
          world,
          3,
          pipeline -> { // not by the lag: the replay's marker takes an offset
            awaitRows(world, pipeline, "events/*/*/*", 4 * EVENTS);
            awaitRows(world, pipeline, "dead_letters/*", 2);
          });
      table.bringUp();
      // the dead letter that came back is one again
      assertThat(sums(world)).isEqualTo(4 * EVENTS + " 2 0 0");
      assertThat(rows(world)).isEqualTo(4 * EVENTS);
    }
  }

  private static void launchAndSend(PipelineFixture world, int kind, String... more)
      throws Exception {
    long committed = world.committed();
    launchAndSend(
        world,
        kind,
        pipeline -> {
          Await.until(
              "they are committed",
              ReplayParts.PATIENCE,
              () -> world.committed() >= committed + EVENTS + more.length);
          awaitDrained(world, pipeline);
        },
        more);
  }

  private static void launchAndSend(
      PipelineFixture world, int kind, Consumer<JavaProcess> until, String... more)
      throws Exception {
    String topic = world.topics().get(1);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    IntStream.range(0, EVENTS)
        .mapToObj(i -> "{\"event_type\":\"kind_%d\",\"data\":{\"n\":%d}}".formatted(kind, i))
        .forEach(event -> records.add(record(topic, null, event)));
    List.of(more).forEach(value -> records.add(record(topic, null, value)));
    try (JavaProcess pipeline = pipeline(world, 10)) {
      send(world, records);
      until.accept(pipeline);
      Await.until(
          "all is published", ReplayParts.PATIENCE, () -> CommitRecords.read(world).allPublished());
      pipeline.kill();
    }
  }

  private static String tool(PipelineFixture world, String... words) throws Exception {
    Path out = world.work().resolve("tool-" + System.nanoTime() + ".log");
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.add("--bootstrapServers=" + world.kafka());
    arguments.add("--lake=" + world.lake());
    arguments.add("--name=" + world.name());
    try (JavaProcess tool = JavaProcess.startTool(out, arguments)) {
      assertThat(tool.awaitEnd(ReplayParts.PATIENCE)).as(tool.text()).isZero();
      return tool.text();
    }
  }

  private static long begin(PipelineFixture world) {
    var partition = new TopicPartition(world.name() + ".commits", 0);
    try (var consumer = world.consumer()) {
      return consumer.beginningOffsets(List.of(partition)).get(partition);
    }
  }

  private static String sums(PipelineFixture world) throws Exception {
    return ask(
        "SELECT concat_ws(' ', sum(rows), sum(dead_letters), sum(duplicates), sum(lost))"
            + " FROM read_parquet('%s/commits/*/*.parquet')",
        world);
  }

  private static long rows(PipelineFixture world) throws Exception {
    return Long.parseLong(
        ask("SELECT count(*) FROM read_parquet('%s/events/*/*/*/*.parquet')", world));
  }

  private static String ask(String sql, PipelineFixture world) throws Exception {
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement();
        var found = statement.executeQuery(sql.formatted(world.lake()))) {
      found.next();
      return found.getString(1);
    }
  }
}
