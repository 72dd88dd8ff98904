package dev.tributary.it.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.it.faults.PipelineFixture;
import dev.tributary.it.support.TestBroker;
import dev.tributary.ledger.record.Position;
import dev.tributary.pipeline.lane.LaneRecord;
import dev.tributary.pipeline.lane.ReplayHeader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.beam.sdk.io.kafka.KafkaCheckpointMark;
import org.apache.beam.sdk.io.kafka.KafkaCheckpointMark.PartitionMark;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** KafkaIO's reader of slices on a real broker: its order, its positions, its ends. */
final class LaneReaderIT {
  private static final int LANES = 2 * PipelineFixture.PARTITIONS;
  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  @Test
  void readsEachLaneOnceInOrderOverACheckpoint() throws Exception {
    int aLane = 5_000;
    try (PipelineFixture world = world("checkpoint", 0)) {
      ReadLanes.send(world, aLane);
      var seen = new HashMap<String, List<Long>>();
      KafkaCheckpointMark mark = null;
      for (int left = LANES * aLane; left > 0; ) {
        // Some slices of each reader; what it had ready beyond them comes again from the next.
        try (ReadLanes lanes = ReadLanes.of(world, mark)) {
          left -= lanes.slices(3, left).records().size();
          lanes
              .offsets()
              .forEach(
                  (lane, offsets) ->
                      seen.computeIfAbsent(lane, each -> new ArrayList<>()).addAll(offsets));
          var coder = ReadLanes.source(world).getCheckpointMarkCoder();
          mark = CoderUtils.clone(coder, mark(lanes));
        }
      }
      assertThat(seen).hasSize(LANES);
      List<Long> aLaneInOrder = LongStream.range(0, aLane).boxed().toList();
      assertThat(seen.values()).allSatisfy(each -> assertThat(each).isEqualTo(aLaneInOrder));
      assertThat(nextOffsets(mark)).hasSize(LANES).containsOnly((long) aLane);
    }
  }

  @Test
  void beginsWhereTheGroupStandsAndKeepsThatOfALaneWithoutRecords() throws Exception {
    try (PipelineFixture world = world("group", 10)) {
      ReadLanes.send(world, 10);
      try (ReadLanes lanes = ReadLanes.of(world)) {
        assertThat(lanes.next()).isFalse();
        assertThat(nextOffsets(mark(lanes))).hasSize(LANES).containsOnly(10L);
        ReadLanes.send(world, 1);
        assertThat(lanes.until(LANES).offsets().values())
            .allSatisfy(offsets -> assertThat(offsets).containsExactly(10L));
      }
    }
  }

  @Test
  void seesNothingOfAbortedTransactionsAndLeavesTheirGaps() throws Exception {
    try (PipelineFixture world = world("transactions", 0);
        Producer<byte[], byte[]> producer =
            ReadLanes.access(world).transactionalProducer("reader-it");
        ReadLanes lanes = ReadLanes.of(world)) {
      producer.initTransactions();
      for (boolean commits : new boolean[] {true, false, true}) {
        producer.beginTransaction();
        producer.send(ReadLanes.record(world, ReadLanes.VALUE));
        producer.flush();
        if (commits) {
          producer.commitTransaction();
        } else {
          producer.abortTransaction();
        }
      }
      assertThat(lanes.until(2).records()).extracting(LaneRecord::offset).containsExactly(0L, 4L);
      assertThat(nextOffsets(mark(lanes))).containsOnlyOnce(5L);
    }
  }

  @Test
  void takesRecordsWithoutAValueBigOnesAndReplayedOnesAsTheyAre() throws Exception {
    try (PipelineFixture world = world("odd", 0);
        Producer<byte[], byte[]> producer = ReadLanes.access(world).producer();
        ReadLanes lanes = ReadLanes.of(world)) {
      var topic = new ConfigResource(ConfigResource.Type.TOPIC, world.topics().get(0));
      var size = new ConfigEntry("max.message.bytes", "8000000");
      world
          .admin()
          .incrementalAlterConfigs(
              Map.of(topic, List.of(new AlterConfigOp(size, AlterConfigOp.OpType.SET))))
          .all()
          .get();
      byte[] big = new byte[7_000_000]; // more than a fetch is meant to bring
      big[big.length - 1] = 1;
      var replayed = ReadLanes.record(world, ReadLanes.VALUE);
      var before = new Position("old", 3, 77);
      replayed.headers().add(ReplayHeader.NAME, ReplayHeader.write(before));
      var sent = List.of(ReadLanes.record(world, null), ReadLanes.record(world, big), replayed);
      for (var record : sent) {
        producer.send(record).get();
      }
      List<LaneRecord> records = lanes.until(3).records();
      assertThat(records.get(0).value()).isEmpty();
      assertThat(records.get(1).value()).isEqualTo(big);
      assertThat(records.get(2).value()).isEqualTo(ReadLanes.VALUE);
      assertThat(records).extracting(LaneRecord::replayOf).containsExactly("", "", "old-3-77");
    }
  }

  @Test
  void failsWhereRetentionDeletedItsPosition() throws Exception {
    try (PipelineFixture world = world("deleted", 3)) {
      ReadLanes.send(world, 10);
      var partition = new TopicPartition(world.topics().get(0), 1);
      world.admin().deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(7))).all().get();
      try (ReadLanes lanes = ReadLanes.of(world)) {
        assertThatThrownBy(() -> lanes.until(LANES * 7 + 1))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("Exception while reading from Kafka")
            .hasStackTraceContaining(partition.toString());
      }
    }
  }

  @Test
  void failsWhereTheGroupHasNoPosition() throws Exception {
    String name = "reader-nowhere";
    try (PipelineFixture world =
            PipelineFixture.make(BROKER.kafka().address(), name, BROKER.home().folder());
        ReadLanes lanes = ReadLanes.of(world)) {
      assertThatThrownBy(lanes::next)
          .isInstanceOf(IOException.class)
          .hasStackTraceContaining("NoOffsetForPartitionException");
    }
  }

  /**
   * A consumer asks for nothing more of a lane until all of it is polled, and the fetch of the idle
   * lanes ends after 5 s (fetch.max.wait.ms).
   */
  @Test
  void drainsABacklogBesideIdleLanesWithoutWaitingForTheirFetches() throws Exception {
    int records = 60_000; // more than twenty fetches of a lane
    try (PipelineFixture world = world("backlog", 0)) {
      ReadLanes.sendToOne(world, records);
      try (ReadLanes lanes = ReadLanes.of(world).until(1)) {
        long start = System.nanoTime();
        assertThat(lanes.until(records).offsets()).hasSize(1);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
      }
    }
  }

  /** Bytes of records, not of slices: a runner shows them. */
  @Test
  void knowsHowManyBytesAreLeft() throws Exception {
    int records = 60_000;
    try (PipelineFixture world = world("left", 0)) {
      ReadLanes.sendToOne(world, records);
      try (ReadLanes lanes = ReadLanes.of(world).until(records / 2)) {
        double left = (double) (records - lanes.records().size()) * ReadLanes.VALUE.length;
        assertThat((double) lanes.reader().getSplitBacklogBytes()).isBetween(left, left * 1.3);
        assertThat(lanes.until(records).reader().getSplitBacklogBytes()).isZero();
      }
    }
  }

  /** The thread that polls waits for room then. */
  @Test
  void endsAtOnceWhereNobodyTakesWhatItHasReady() throws Exception {
    try (PipelineFixture world = world("full", 0)) {
      ReadLanes.send(world, 5_000);
      ReadLanes lanes = ReadLanes.of(world).until(1);
      long start = System.nanoTime();
      lanes.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .noneMatch(name -> name.startsWith("KafkaConsumerPoll"));
    }
  }

  private static PipelineFixture world(String name, long groupAt) throws Exception {
    return ReadLanes.world(BROKER, name, groupAt);
  }

  private static KafkaCheckpointMark mark(ReadLanes lanes) {
    return (KafkaCheckpointMark) lanes.reader().getCheckpointMark();
  }

  private static List<Long> nextOffsets(KafkaCheckpointMark mark) {
    return mark.getPartitions().stream().map(PartitionMark::getNextOffset).toList();
  }
}
