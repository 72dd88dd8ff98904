package dev.tributary.pipeline.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.record.Lane;
import dev.tributary.pipeline.kafka.KafkaOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.beam.sdk.io.kafka.KafkaCheckpointMark;
import org.apache.beam.sdk.io.kafka.KafkaCheckpointMark.PartitionMark;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How lanes are dealt out to readers, and what a checkpoint keeps of a reader. */
final class SliceSourceTest {
  private static final int LANES = 7;

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "256, 1, 1", "256, 3, 3", "2, 3, 2", "256, 100, 7"})
  void dealsTheLanesOutEvenlyAndAlwaysInTheSameWay(int desired, int readers, int splits) {
    List<Lane> lanes = lanes();
    List<List<Lane>> hands = split(lanes, desired, readers);
    assertThat(hands).hasSize(splits);
    assertThat(hands.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(lanes);
    assertThat(hands)
        .allSatisfy(hand -> assertThat(hand.size()).isBetween(LANES / splits, LANES / splits + 1));
    Collections.shuffle(lanes, new Random(1));
    assertThat(split(lanes, desired, readers)).isEqualTo(hands);
  }

  /** An old state's Kafka may be gone, its password too. */
  @Test
  void isTheSameInASavepointWhichHasNothingOfKafkaIONorHowToReachKafka() {
    SliceSource source = source(lanes(), 2);
    byte[] kept = SerializableUtils.serializeToByteArray(source);
    assertThat(SerializableUtils.clone(source).lanes()).isEqualTo(source.lanes());
    assertThat(new String(kept, StandardCharsets.ISO_8859_1))
        .doesNotContain("io.kafka", "KafkaClients", "org.apache.kafka");
  }

  @Test
  void keepsThePositionsOfItsReadersInACheckpoint() throws Exception {
    SliceSource source = source(lanes(), 1);
    var marks = new ArrayList<PartitionMark>();
    source.lanes().forEach(lane -> marks.add(mark(lane)));
    var mark = new KafkaCheckpointMark(marks, Optional.empty());
    KafkaCheckpointMark kept = CoderUtils.clone(source.getCheckpointMarkCoder(), mark);
    var options = PipelineOptionsFactory.as(KafkaOptions.class);
    options.setBootstrapServers("localhost:1");
    var reader = source.createReader(options, kept);
    assertThat(((KafkaCheckpointMark) reader.getCheckpointMark()).getPartitions())
        .extracting(PartitionMark::toString)
        .isEqualTo(marks.stream().map(PartitionMark::toString).toList());
    assertThat(reader.getCurrentSource()).isSameAs(source);
    reader.close();
  }

  @Test
  void reachesKafkaAsTheOptionsOfTheRunningJobSay(@TempDir Path folder) throws Exception {
    var options = PipelineOptionsFactory.as(KafkaOptions.class);
    options.setBootstrapServers("new:1");
    options.setKafkaConfig(folder.resolve("new.properties").toString());
    var reader = source(lanes(), 1).createReader(options, null);
    assertThatThrownBy(reader::start)
        .hasMessageContaining("--kafkaConfig")
        .hasMessageContaining("new.properties");
  }

  /** It shows its settings to whoever looks at a pipeline, and is Java-serialized at times. */
  @Test
  void givesKafkaIONoSecret(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("client.properties");
    Files.writeString(file, "sasl.jaas.config=s3same\n");
    var access = KafkaClients.of("b:1", file.toString());
    var source = new KafkaSlices(access, "group", lanes()).source();
    byte[] kept = SerializableUtils.serializeToByteArray(source);
    assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("s3same", "jaas");
  }

  private static PartitionMark mark(Lane lane) {
    return new PartitionMark(
        lane.topic(),
        lane.partition(),
        (1L << 40) + lane.partition(),
        BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis());
  }

  private static List<List<Lane>> split(List<Lane> lanes, int desired, int readers) {
    return source(lanes, readers).split(desired, PipelineOptionsFactory.create()).stream()
        .map(SliceSource::lanes)
        .toList();
  }

  private static SliceSource source(List<Lane> lanes, int readers) {
    return new SliceSource(lanes, "group", readers);
  }

  private static List<Lane> lanes() {
    var lanes = new ArrayList<Lane>();
    for (int partition = 0; partition < LANES; partition++) {
      lanes.add(new Lane("events", partition, "topic-id"));
    }
    return lanes;
  }
}
