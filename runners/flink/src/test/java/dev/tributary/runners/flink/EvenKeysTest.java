package dev.tributary.runners.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.record.Lane;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.beam.runners.flink.adapter.FlinkKey;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;

/** Asks Flink itself which subtask a key goes to. */
final class EvenKeysTest {
  private static final int MAX_PARALLELISM = Integer.parseInt(Main.MAX_PARALLELISM);

  @Test
  void givesNoSubtaskMoreThanItsShareAtAnyParallelism() {
    for (int lanes = 1; lanes <= 64; lanes++) {
      Map<String, String> keys = new EvenKeys(MAX_PARALLELISM).of(lanes(lanes));
      assertThat(keys.values()).doesNotHaveDuplicates().hasSize(lanes);
      for (int parallelism = 1; parallelism <= 16; parallelism++) {
        assertThat(mostLanes(keys, parallelism))
            .as("%d lanes at parallelism %d", lanes, parallelism)
            .isEqualTo((lanes + parallelism - 1) / parallelism);
      }
    }
  }

  @Test
  void takesMoreLanesThanThereAreKeyGroups() {
    Map<String, String> keys = new EvenKeys(MAX_PARALLELISM).of(lanes(2 * MAX_PARALLELISM + 1));
    assertThat(keys.values()).doesNotHaveDuplicates().hasSize(2 * MAX_PARALLELISM + 1);
  }

  private static long mostLanes(Map<String, String> keys, int parallelism) {
    return keys.values().stream()
        .map(key -> subtask(key, parallelism))
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .max()
        .orElseThrow();
  }

  private static int subtask(String key, int parallelism) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(
        FlinkKey.of(key, StringUtf8Coder.of()), MAX_PARALLELISM, parallelism);
  }

  private static List<Lane> lanes(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Lane("events", i, "topic-id")).toList();
  }
}
