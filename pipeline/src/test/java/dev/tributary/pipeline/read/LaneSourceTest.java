package dev.tributary.pipeline.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.pipeline.kafka.KafkaOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How lanes are dealt out to readers, and what a checkpoint keeps of a reader. */
final class LaneSourceTest {
  private static final int LANES = 7;

  /** A source with one lane, and Kafka's address and password in it. */
  private static final String OF_AN_OLDER_VERSION =
      "rO0ABXNyACZkZXYudHJpYnV0YXJ5LnBpcGVsaW5lLnJlYWQuTGFuZVNvdXJjZdpyUN7Ld2awAgAETAAF"
          + "Z3JvdXB0ABJMamF2YS9sYW5nL1N0cmluZztMAAhpZGxlV2FpdHQAFExqYXZhL3RpbWUvRHVyYXRpb247"
          + "TAAFa2Fma2F0ACpMZGV2L3RyaWJ1dGFyeS9waXBlbGluZS9rYWZrYS9LYWZrYUFjY2VzcztMAAVsYW5l"
          + "c3QAFUxqYXZhL3V0aWwvQXJyYXlMaXN0O3hyACZvcmcuYXBhY2hlLmJlYW0uc2RrLmlvLlVuYm91bmRl"
          + "ZFNvdXJjZbBOAKmbL+13AgAAeHIAHW9yZy5hcGFjaGUuYmVhbS5zZGsuaW8uU291cmNlEIv6EFmM59MC"
          + "AAB4cHQABWdyb3Vwc3IADWphdmEudGltZS5TZXKVXYS6GyJIsgwAAHhwdw0BAAAAAAAAAAAAAAAAeHNy"
          + "AChkZXYudHJpYnV0YXJ5LnBpcGVsaW5lLmthZmthLkthZmthQWNjZXNzAAAAAAAAAAACAAJMABBib290"
          + "c3RyYXBTZXJ2ZXJzcQB+AAFMAAxjbGllbnRDb25maWd0AA9MamF2YS91dGlsL01hcDt4cHQABW9sZDox"
          + "c3IAEWphdmEudXRpbC5IYXNoTWFwBQfawcMWYNEDAAJGAApsb2FkRmFjdG9ySQAJdGhyZXNob2xkeHA/"
          + "QAAAAAAAAXcIAAAAAgAAAAF0ABBzYXNsLmphYXMuY29uZmlndAAKb2xkIHNlY3JldHhzcgATamF2YS51"
          + "dGlsLkFycmF5TGlzdHiB0h2Zx2GdAwABSQAEc2l6ZXhwAAAAAXcEAAAAAXNyACBkZXYudHJpYnV0YXJ5"
          + "LnBpcGVsaW5lLnJlYWQuTGFuZQAAAAAAAAAAAgADSQAJcGFydGl0aW9uTAAFdG9waWNxAH4AAUwAB3Rv"
          + "cGljSWRxAH4AAXhwAAAAAHQABmV2ZW50c3QACHRvcGljLWlkeA==";

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
    var options = PipelineOptionsFactory.as(KafkaOptions.class);
    options.setBootstrapServers("localhost:1");
    var reader = source(lanes()).createReader(options, positions);
    assertThat(reader.getCheckpointMark()).isEqualTo(positions);
    reader.close();
  }

  /** Nothing of its Kafka is used: the reader asks the options of the job that runs. */
  @Test
  void readsTheSourceOfAnOlderVersionsSavepointAndUsesTheNewSettings(@TempDir Path folder)
      throws Exception {
    byte[] bytes = Base64.getDecoder().decode(OF_AN_OLDER_VERSION);
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).contains("old:1", "old secret");
    LaneSource source;
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      source = (LaneSource) in.readObject();
    }
    assertThat(source.lanes()).containsExactly(new Lane("events", 0, "topic-id"));
    assertThat(javaSerialized(source)).doesNotContain("old");
    var options = PipelineOptionsFactory.as(KafkaOptions.class);
    options.setBootstrapServers("new:1");
    options.setKafkaConfig(folder.resolve("new.properties").toString());
    assertThatThrownBy(() -> source.createReader(options, null).start())
        .hasMessageContaining("--kafkaConfig")
        .hasMessageContaining("new.properties");
  }

  private static String javaSerialized(Object object) throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private static List<List<Lane>> split(List<Lane> lanes, int desired) {
    return source(lanes).split(desired, PipelineOptionsFactory.create()).stream()
        .map(LaneSource::lanes)
        .toList();
  }

  private static LaneSource source(List<Lane> lanes) {
    return new LaneSource(lanes, "group", Duration.ZERO);
  }

  private static List<Lane> lanes() {
    var lanes = new ArrayList<Lane>();
    for (int partition = 0; partition < LANES; partition++) {
      lanes.add(new Lane("events", partition, "topic-id"));
    }
    return lanes;
  }
}
