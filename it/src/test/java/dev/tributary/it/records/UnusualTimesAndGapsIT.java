package dev.tributary.it.records;

import static dev.tributary.it.support.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.faults.EmbeddedPipeline;
import dev.tributary.it.faults.JavaProcess;
import dev.tributary.it.faults.PipelineFixture;
import dev.tributary.it.faults.Sent.Position;
import dev.tributary.it.support.Await;
import dev.tributary.it.support.TestBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Times and offsets that are not as one expects: no loss, no stall, and each row in the folder that
 * the contract names.
 */
@Tag("faults")
final class UnusualTimesAndGapsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration YEAR = Duration.ofDays(365);
  private static final int TRANSACTIONS = 400;
  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  private final Instant now = Instant.now();
  private final Expected expected = new Expected();
  private int number;

  private static PipelineFixture world(String name) throws Exception {
    return PipelineFixture.make(BROKER.kafka().address(), name, BROKER.home().folder());
  }

  @ParameterizedTest
  @ValueSource(strings = {"flink", "direct"})
  void losesNothingToOddTimesAndGapsAndPutsEachRowIntoItsHour(String runner) throws Exception {
    try (PipelineFixture world = world("odd-" + runner);
        Records records = new Records(world);
        Records transactions =
            new Records(world, Map.of("transactional.id", "somebody-" + runner))) {
      Records.stampedByProducers(world);
      putOddTimes(records, world.topics().get(0));
      putTransactions(transactions, world.topics().get(1), 0, TRANSACTIONS);
      try (AutoCloseable pipeline = start(runner, world)) {
        records.awaitEnds();
        transactions.awaitEnds();
        putTransactions(transactions, world.topics().get(1), 1, 10); // and while it runs
        transactions.awaitEnds();
        assertThat(pipeline).isNotNull();
      }
      expected.assertMet(world);
    }
  }

  /** Partition 3 stays empty, which must hold up none of the others. */
  private void putOddTimes(Records records, String topic) throws Exception {
    Instant late = now.minus(Duration.ofDays(3));
    expected.row("odd", late, put(records, topic, 0, now, late));
    expected.row("odd", now, put(records, topic, 0, now, now.plus(YEAR)));
    expected.row("odd", now, put(records, topic, 0, now, now.minus(Duration.ofDays(8))));

    // a clock that jumps: the record's stamp is the time of receipt of an event that names none
    Instant ahead = now.plus(Duration.ofHours(5));
    Instant back = now.minus(Duration.ofDays(40));
    for (Instant stamp : List.of(now, ahead, now, back, Instant.EPOCH, now.plus(YEAR), now)) {
      expected.row("odd", stamp, records.put(topic, 1, stamp, numbered()));
    }
    Instant endOfTime = Instant.ofEpochMilli(Long.MAX_VALUE);
    Instant lastShown = Instant.parse("9999-12-31T23:00:00Z");
    expected.row("odd", lastShown, records.put(topic, 2, endOfTime, numbered()));
    expected.is("NOT_JSON", records.put(topic, 2, endOfTime, "{"));
    expected.row("odd", now, records.put(topic, 2, now, numbered()));
  }

  private Position put(Records records, String topic, int partition, Instant at, Instant time)
      throws Exception {
    String event = json("{'event_type':'odd','received_at':'%s','timestamp':'%s','n':%d}");
    return records.put(topic, partition, at, event.formatted(at, time, number++));
  }

  /** One transaction after the other, each of 3 records; every third is aborted. */
  private void putTransactions(Records records, String topic, int run, int count) throws Exception {
    var producer = records.producer();
    if (run == 0) {
      producer.initTransactions();
    }
    for (int i = 0; i < count; i++) {
      producer.beginTransaction();
      var sent = new ArrayList<Future<RecordMetadata>>();
      for (int j = 0; j < 3; j++) {
        byte[] value = numbered().getBytes(StandardCharsets.UTF_8);
        sent.add(
            producer.send(new ProducerRecord<>(topic, i % 2, now.toEpochMilli(), null, value)));
      }
      if (i % 3 == 1) {
        producer.flush();
        producer.abortTransaction();
        continue;
      }
      producer.commitTransaction();
      for (var each : sent) {
        expected.row("odd", now, records.position(each.get()));
      }
    }
  }

  @Test
  void announcesAPartitionThatIsAddedAndReadsItFromItsStartInTheNextLaunch() throws Exception {
    try (PipelineFixture world = world("grown");
        Records records = new Records(world)) {
      String topic = world.topics().get(0);
      expected.row("odd", now, records.put(topic, 0, null, event()));
      try (var pipeline = EmbeddedPipeline.start(world)) {
        records.awaitEnds();
        int added = PipelineFixture.PARTITIONS;
        world.admin().createPartitions(Map.of(topic, NewPartitions.increaseTo(added + 1))).all();
        var early = new Position[1];
        Await.until(
            "the new partition takes records",
            PATIENCE,
            () -> {
              early[0] = put(world, topic, added);
              return true;
            });
        Await.until(
            "the launch says that it does not read the new partition",
            PATIENCE,
            () -> {
              expected.row("odd", now, records.put(topic, 1, null, event()));
              return pipeline.process().text().contains("Topic " + topic + " got more partitions");
            });
        records.awaitEnds();
        assertThat(RecordOutcomes.read(world).of(early[0])).isEqualTo("none");
        expected.row("odd", now, early[0]);
        pipeline.kill();
      }
      try (var next = EmbeddedPipeline.start(world)) {
        expected.row("odd", now, records.put(topic, PipelineFixture.PARTITIONS, null, event()));
        records.awaitEnds();
        assertThat(next.process().isAlive()).isTrue();
      }
      expected.assertMet(world);
    }
  }

  private Position put(PipelineFixture world, String topic, int partition) throws Exception {
    try (var records = new Records(world)) {
      return records.put(topic, partition, null, event());
    }
  }

  private String event() {
    return json("{'event_type':'odd','received_at':'" + now + "','n':" + number++ + "}");
  }

  /** An event that names no time, unlike any other. */
  private String numbered() {
    return json("{'event_type':'odd','n':" + number++ + "}");
  }

  private static AutoCloseable start(String runner, PipelineFixture world) throws IOException {
    return runner.equals("flink")
        ? EmbeddedPipeline.start(world)
        : JavaProcess.startTestClasspath(
            Files.createTempDirectory(BROKER.home().folder(), "direct").resolve("log"),
            List.of("-Xmx384m"),
            "dev.tributary.runners.direct.Main",
            world.arguments());
  }
}
