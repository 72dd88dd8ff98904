package dev.tributary.pipeline.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.pipeline.kafka.KafkaAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How lanes are dealt out to readers, and what a checkpoint keeps of a reader. */
final class LaneSourceTest {
  private static final int LANES = 7;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 100})
  void dealsTheLanesOutEvenlyAndAlwaysInTheSameWay(int desired) {
    List<Lane> lanes = lanes();
    List<List<Lane>> hands = split(lanes, desired);
    assertThat(hands).hasSize(Math.min(desired, LANES));
    assertThat(hands.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(lanes);
    assertThat(hands)
        .allSatisfy(
            hand -> assertThat(hand.size()).isBetween(LANES / desired, LANES / desired + 1));
    Collections.shuffle(lanes, new Random(1));
    assertThat(split(lanes, desired)).isEqualTo(hands);
  }

  @Test
  void isTheSameInASavepoint() {
    LaneSource source = source(lanes());
    assertThat(SerializableUtils.clone(source).lanes()).isEqualTo(source.lanes());
  }

  @Test
  void keepsThePositionsOfItsReadersInACheckpoint() throws Exception {
    var positions = new ReaderPositions(Map.of("0-a", 7L, "1-a", 1L << 40));
    var coder = new ReaderPositions.Coder();
    assertThat(CoderUtils.clone(coder, positions)).isEqualTo(positions);
    var reader = source(lanes()).createReader(PipelineOptionsFactory.create(), positions);
    assertThat(reader.getCheckpointMark()).isEqualTo(positions);
    reader.close();
  }

  private static List<List<Lane>> split(List<Lane> lanes, int desired) {
    return source(lanes).split(desired, PipelineOptionsFactory.create()).stream()
        .map(LaneSource::lanes)
        .toList();
  }

  private static LaneSource source(List<Lane> lanes) {
    return new LaneSource(new KafkaAccess("localhost:1", Map.of()), lanes, "group", Duration.ZERO);
  }

  private static List<Lane> lanes() {
    var lanes = new ArrayList<Lane>();
    for (int partition = 0; partition < LANES; partition++) {
      lanes.add(new Lane("events", partition, "topic-id"));
    }
    return lanes;
  }
}
