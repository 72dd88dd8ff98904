package dev.tributary.runners.flink;

import dev.tributary.ledger.record.Lane;
import dev.tributary.pipeline.lane.ShuffleKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.runners.flink.adapter.FlinkKey;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Keys that spread the lanes evenly: no subtask holds more than lanes / parallelism, rounded up.
 * Flink cuts its key groups into equal ranges, one a subtask; here the lanes get key groups at
 * equal distances. So it holds for each parallelism, and a job that is rescaled from a savepoint
 * keeps its keys. A key is the lane's own with a number that brings it into its group.
 */
final class EvenKeys implements ShuffleKeys {
  private final int keyGroups;

  /** Keys for a job of that maximal parallelism, which is how many key groups it has. */
  EvenKeys(int maxParallelism) {
    this.keyGroups = maxParallelism;
  }

  @Override
  public Map<String, String> of(List<Lane> lanes) {
    Map<String, String> keys = new HashMap<>();
    for (int i = 0; i < lanes.size(); i++) {
      int group = Math.min(keyGroups - 1, (i * keyGroups + lanes.size() - 1) / lanes.size());
      keys.put(lanes.get(i).key(), keyIn(group, lanes.get(i).key()));
    }
    return keys;
  }

  private String keyIn(int group, String lane) {
    for (int n = 0; ; n++) {
      String key = lane + "~" + n;
      if (groupOf(key) == group) {
        return key;
      }
    }
  }

  private int groupOf(String key) {
    return KeyGroupRangeAssignment.assignToKeyGroup(
        FlinkKey.of(key, StringUtf8Coder.of()), keyGroups);
  }
}
