package dev.tributary.it.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.it.faults.World;
import dev.tributary.it.support.Await;
import dev.tributary.it.support.TestBroker;
import dev.tributary.pipeline.kafka.KafkaAccess;
import dev.tributary.pipeline.kafka.KafkaOptions;
import dev.tributary.pipeline.read.Lane;
import dev.tributary.pipeline.read.LaneRecord;
import dev.tributary.pipeline.read.LaneRecords;
import dev.tributary.pipeline.read.LaneSource;
import dev.tributary.pipeline.read.Position;
import dev.tributary.pipeline.read.ReaderPositions;
import dev.tributary.pipeline.read.ReplayHeader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The reader of lanes on a real broker: its order, its positions, its ends. */
final class LaneReaderIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final byte[] VALUE = new byte[200];
  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  @Test
  void readsEachLaneOnceInOrderOverACheckpoint() throws Exception {
    int aLane = 5_000;
    try (World world = world("checkpoint")) {
      placeGroup(world, 0);
      send(world, aLane);
      var seen = new HashMap<String, List<Long>>();
      LaneSource source = source(world);
      ReaderPositions mark = null;
      int all = 2 * World.PARTITIONS * aLane;
      for (int read = 0; read < all; ) {
        // Some slices of each reader; what it had ready beyond them comes again from the next.
        try (UnboundedReader<LaneRecords> reader = source.createReader(options(world), mark)) {
          read += take(reader, 3, all - read, seen);
          var coder = source.getCheckpointMarkCoder();
          mark = CoderUtils.clone(coder, (ReaderPositions) reader.getCheckpointMark());
        }
      }
      assertThat(seen).hasSize(2 * World.PARTITIONS);
      List<Long> aLaneInOrder = LongStream.range(0, aLane).boxed().toList();
      assertThat(seen.values()).allSatisfy(each -> assertThat(each).isEqualTo(aLaneInOrder));
      assertThat(mark.next().values()).containsOnly((long) aLane);
    }
  }

  @Test
  void beginsWhereTheGroupStandsAndKeepsThatOfALaneWithoutRecords() throws Exception {
    try (World world = world("group")) {
      send(world, 10);
      placeGroup(world, 10);
      try (UnboundedReader<LaneRecords> reader = source(world).createReader(options(world), null)) {
        assertThat(reader.start()).isFalse();
        assertThat(((ReaderPositions) reader.getCheckpointMark()).next())
            .hasSize(2 * World.PARTITIONS)
            .containsValue(10L);
        send(world, 1);
        var seen = new HashMap<String, List<Long>>();
        read(reader, reader.advance(), 2 * World.PARTITIONS, seen);
        assertThat(seen.values()).allSatisfy(offsets -> assertThat(offsets).containsExactly(10L));
      }
    }
  }

  @Test
  void seesNothingOfAbortedTransactionsAndLeavesTheirGaps() throws Exception {
    try (World world = world("transactions");
        Producer<byte[], byte[]> producer = access(world).transactionalProducer("reader-it")) {
      placeGroup(world, 0);
      producer.initTransactions();
      for (boolean commits : new boolean[] {true, false, true}) {
        producer.beginTransaction();
        producer.send(record(world, VALUE));
        producer.flush();
        if (commits) {
          producer.commitTransaction();
        } else {
          producer.abortTransaction();
        }
      }
      var records = readAll(world, 2);
      assertThat(records).extracting(LaneRecord::offset).containsExactly(0L, 4L);
    }
  }

  @Test
  void takesRecordsWithoutAValueBigOnesAndReplayedOnesAsTheyAre() throws Exception {
    try (World world = world("odd");
        Producer<byte[], byte[]> producer = access(world).producer()) {
      placeGroup(world, 0);
      world
          .admin()
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, world.topics().get(0)),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("max.message.bytes", "8000000"),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get();
      byte[] big = new byte[7_000_000]; // more than a fetch of a partition is meant to bring
      big[big.length - 1] = 1;
      var replayed = record(world, VALUE);
      var before = new Position("old", 3, 77);
      replayed.headers().add(ReplayHeader.NAME, ReplayHeader.write(before));
      for (var record : List.of(record(world, null), record(world, big), replayed)) {
        producer.send(record).get();
      }
      List<LaneRecord> records = readAll(world, 3);
      assertThat(records.get(0).value()).isEmpty();
      assertThat(records.get(1).value()).isEqualTo(big);
      assertThat(records.get(2).value()).isEqualTo(VALUE);
      assertThat(records).extracting(LaneRecord::replayOf).containsExactly("", "", "old-3-77");
    }
  }

  @Test
  void failsWhereRetentionDeletedItsPosition() throws Exception {
    try (World world = world("deleted")) {
      send(world, 10);
      placeGroup(world, 3);
      var partition = new TopicPartition(world.topics().get(0), 1);
      world.admin().deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(7))).all().get();
      try (UnboundedReader<LaneRecords> reader = source(world).createReader(options(world), null)) {
        assertThatThrownBy(
                () -> read(reader, reader.start(), 2 * World.PARTITIONS * 7 + 1, new HashMap<>()))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("Cannot read from Kafka")
            .hasMessageContaining(partition.toString());
      }
    }
  }

  @Test
  void failsWhereTheGroupHasNoPosition() throws Exception {
    try (World world = world("nowhere");
        UnboundedReader<LaneRecords> reader = source(world).createReader(options(world), null)) {
      assertThatThrownBy(reader::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Cannot begin to read");
    }
  }

  /** The thread that polls waits for room then. */
  @Test
  void endsWhereNobodyTakesWhatItHasReady() throws Exception {
    try (World world = world("full")) {
      placeGroup(world, 0);
      send(world, 5_000);
      UnboundedReader<LaneRecords> reader = source(world).createReader(options(world), null);
      read(reader, reader.start(), 1, new HashMap<>());
      reader.close();
      Await.until(
          "the thread that polls has ended",
          PATIENCE,
          () ->
              Thread.getAllStackTraces().keySet().stream()
                  .noneMatch(thread -> thread.getName().equals("tributary-read")));
    }
  }

  private static World world(String name) throws Exception {
    return World.make(BROKER.kafka().address(), "reader-" + name, BROKER.home().folder());
  }

  private static KafkaAccess access(World world) {
    return new KafkaAccess(world.kafka(), "");
  }

  private static PipelineOptions options(World world) {
    var options = PipelineOptionsFactory.as(KafkaOptions.class);
    options.setBootstrapServers(world.kafka());
    return options;
  }

  private static LaneSource source(World world) {
    return new LaneSource(
        world.partitions().stream()
            .map(p -> new Lane(p.topic(), p.partition(), p.topic()))
            .toList(),
        world.name(),
        Duration.ofMillis(20));
  }

  private static void placeGroup(World world, long offset) throws Exception {
    world
        .admin()
        .alterConsumerGroupOffsets(
            world.name(),
            world.partitions().stream()
                .collect(Collectors.toMap(p -> p, p -> new OffsetAndMetadata(offset))))
        .all()
        .get();
  }

  private static ProducerRecord<byte[], byte[]> record(World world, byte[] value) {
    return new ProducerRecord<>(world.topics().get(0), 0, null, value);
  }

  private static void send(World world, int aLane) {
    try (Producer<byte[], byte[]> producer = access(world).producer()) {
      for (int n = 0; n < aLane; n++) {
        world
            .partitions()
            .forEach(
                p -> producer.send(new ProducerRecord<>(p.topic(), p.partition(), null, VALUE)));
      }
    }
  }

  private static List<LaneRecord> readAll(World world, int records) throws IOException {
    try (UnboundedReader<LaneRecords> reader = source(world).createReader(options(world), null)) {
      var all = new ArrayList<LaneRecord>();
      long end = System.nanoTime() + PATIENCE.toNanos();
      boolean has = reader.start();
      while (all.size() < records) {
        if (has) {
          reader.getCurrent().forEach(all::add);
        }
        assertThat(System.nanoTime() - end).as("%d records in time", records).isNegative();
        has = reader.advance();
      }
      assertThat(all).hasSize(records);
      return all;
    }
  }

  /** Reads that many slices or all that is left, and nothing beyond; gives how many records. */
  private static int take(
      UnboundedReader<LaneRecords> reader, int slices, int left, Map<String, List<Long>> seen)
      throws IOException {
    int records = 0;
    long end = System.nanoTime() + PATIENCE.toNanos();
    boolean has = reader.start();
    for (int slice = 0; slice < slices && records < left; ) {
      if (has) {
        records += see(reader.getCurrent(), seen);
        slice++;
      }
      assertThat(System.nanoTime() - end).as("a slice in time").isNegative();
      has = slice < slices && records < left && reader.advance();
    }
    return records;
  }

  /** Reads on until so many records have come. */
  private static void read(
      UnboundedReader<LaneRecords> reader,
      boolean hasNow,
      int records,
      Map<String, List<Long>> seen)
      throws IOException {
    boolean has = hasNow;
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (int left = records; left > 0; ) {
      if (has) {
        left -= see(reader.getCurrent(), seen);
      }
      assertThat(System.nanoTime() - end).as("%d records in time", records).isNegative();
      has = left > 0 && reader.advance();
    }
  }

  private static int see(LaneRecords slice, Map<String, List<Long>> seen) {
    int records = 0;
    for (LaneRecord record : slice) {
      seen.computeIfAbsent(slice.lane(), lane -> new ArrayList<>()).add(record.offset());
      records++;
    }
    return records;
  }
}
