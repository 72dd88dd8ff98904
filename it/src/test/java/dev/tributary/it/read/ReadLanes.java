package dev.tributary.it.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.faults.PipelineFixture;
import dev.tributary.it.support.TestBroker;
import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.record.Lane;
import dev.tributary.pipeline.kafka.KafkaOptions;
import dev.tributary.pipeline.lane.LaneRecord;
import dev.tributary.pipeline.lane.LaneSlice;
import dev.tributary.pipeline.read.SliceSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.io.kafka.KafkaCheckpointMark;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One reader of all lanes of a world, as a runner has it, and what came of it so far. */
final class ReadLanes implements AutoCloseable {
  static final byte[] VALUE = new byte[200];

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final UnboundedReader<LaneSlice> reader;
  private final List<LaneRecord> records = new ArrayList<>();
  private final Map<String, List<Long>> offsets = new HashMap<>();
  private boolean started;

  private ReadLanes(UnboundedReader<LaneSlice> reader) {
    this.reader = reader;
  }

  /** A reader that begins where the group of the world's name stands. */
  static ReadLanes of(PipelineFixture world) throws IOException {
    return of(world, null);
  }

  /** A reader that begins at the mark. */
  static ReadLanes of(PipelineFixture world, KafkaCheckpointMark mark) throws IOException {
    var options = PipelineOptionsFactory.as(KafkaOptions.class);
    options.setBootstrapServers(world.kafka());
    return new ReadLanes(source(world).createReader(options, mark));
  }

  static SliceSource source(PipelineFixture world) {
    return new SliceSource(
        world.partitions().stream()
            .map(p -> new Lane(p.topic(), p.partition(), p.topic()))
            .toList(),
        world.name(),
        1);
  }

  UnboundedReader<LaneSlice> reader() {
    return reader;
  }

  /** All records so far. */
  List<LaneRecord> records() {
    return records;
  }

  /** The offsets of all records so far, by lane. */
  Map<String, List<Long>> offsets() {
    return offsets;
  }

  /** Starts it, or goes on; gives whether there was a slice. */
  boolean next() throws IOException {
    boolean has = started ? reader.advance() : reader.start();
    started = true;
    if (has) {
      LaneSlice slice = reader.getCurrent();
      for (LaneRecord record : slice) {
        records.add(record);
        offsets.computeIfAbsent(slice.lane(), lane -> new ArrayList<>()).add(record.offset());
      }
    }
    return has;
  }

  /** Goes on until that many records have come, all in all. */
  ReadLanes until(int count) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (records.size() < count) {
      next();
      assertThat(System.nanoTime() - end).as("%d records in time", count).isNegative();
    }
    return this;
  }

  /** Goes on for some slices, or until that many records have come. */
  ReadLanes slices(int slices, int count) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (int left = slices; left > 0 && records.size() < count; ) {
      left -= next() ? 1 : 0;
      assertThat(System.nanoTime() - end).as("a slice in time").isNegative();
    }
    return this;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  static PipelineFixture world(TestBroker broker, String name, long groupAt) throws Exception {
    PipelineFixture world =
        PipelineFixture.make(broker.kafka().address(), "reader-" + name, broker.home().folder());
    placeGroup(world, groupAt);
    return world;
  }

  static void placeGroup(PipelineFixture world, long offset) throws Exception {
    world
        .admin()
        .alterConsumerGroupOffsets(
            world.name(),
            world.partitions().stream()
                .collect(Collectors.toMap(p -> p, p -> new OffsetAndMetadata(offset))))
        .all()
        .get();
  }

  static KafkaClients access(PipelineFixture world) {
    return new KafkaClients(world.kafka(), "");
  }

  /** A record of the first lane. */
  static ProducerRecord<byte[], byte[]> record(PipelineFixture world, byte[] value) {
    return new ProducerRecord<>(world.topics().get(0), 0, null, value);
  }

  /** Sends that many records to each lane. */
  static void send(PipelineFixture world, int aLane) {
    try (Producer<byte[], byte[]> producer = access(world).producer()) {
      for (int n = 0; n < aLane; n++) {
        world
            .partitions()
            .forEach(
                p -> producer.send(new ProducerRecord<>(p.topic(), p.partition(), null, VALUE)));
      }
    }
  }

  /** Sends all records to the first lane. */
  static void sendToOne(PipelineFixture world, int records) {
    try (Producer<byte[], byte[]> producer = access(world).producer()) {
      for (int n = 0; n < records; n++) {
        producer.send(record(world, VALUE));
      }
    }
  }
}
