package dev.tributary.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The parts of a test that replays dead letters: a pipeline on the Direct runner that accepts few
 * event types, the command as {@code mvn -Ptool} runs it, and what is in the lake's files.
 */
final class ReplayParts {
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private ReplayParts() {}

  static void send(PipelineFixture world, List<ProducerRecord<byte[], byte[]>> records)
      throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", world.kafka());
    var bytes = new ByteArraySerializer();
    try (var producer = new KafkaProducer<>(config, bytes, bytes)) {
      for (var sent : records.stream().map(producer::send).toList()) {
        sent.get();
      }
    }
  }

  static ProducerRecord<byte[], byte[]> record(String topic, String id, String value) {
    return new ProducerRecord<>(
        topic,
        id == null ? null : id.getBytes(StandardCharsets.UTF_8),
        value.getBytes(StandardCharsets.UTF_8));
  }

  static JavaProcess pipeline(PipelineFixture world, int maxEventTypes) throws IOException {
    return JavaProcess.startTestClasspath(
        world.work().resolve("pipeline.log"),
        List.of("-Xmx384m"),
        "dev.tributary.runners.direct.Main",
        world.arguments("--maxEventTypes=" + maxEventTypes));
  }

  static void awaitDrained(PipelineFixture world, JavaProcess pipeline) {
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
  static void awaitRows(PipelineFixture world, JavaProcess pipeline, String folders, int count) {
    Await.until(
        count + " rows in " + folders,
        PATIENCE,
        () -> {
          assertThat(pipeline.isAlive()).isTrue();
          return column(world, folders, "kafka_offset").size() >= count;
        });
  }

  /** Runs the command as {@code mvn -Ptool} does and returns what it printed. */
  static String replay(PipelineFixture world, int exit, String... options) throws Exception {
    try (var tool = startReplay(world, options)) {
      int ended = tool.awaitEnd(PATIENCE);
      assertThat(ended).as("exit of %s:%n%s", List.of(options), tool.text()).isEqualTo(exit);
      return tool.text();
    }
  }

  static JavaProcess startReplay(PipelineFixture world, String... options) throws IOException {
    Path log = world.work().resolve("replay-" + System.nanoTime() + ".log");
    var arguments = new ArrayList<>(List.of("replay", "--bootstrapServers=" + world.kafka()));
    arguments.addAll(List.of("--lake=" + world.lake(), "--name=" + world.name()));
    arguments.addAll(List.of(options));
    return JavaProcess.startTool(log, arguments);
  }

  static List<String> column(PipelineFixture world, String folders, String column)
      throws Exception {
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
