package dev.tributary.pipeline.lane;

import dev.tributary.ledger.record.Lane;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The lanes that one launch reads, by key. Fixed from launch to end. */
public final class Lanes implements Serializable {
  private final HashMap<String, Lane> byKey;

  /** The lanes of a launch; keys must differ. */
  public Lanes(Collection<Lane> lanes) {
    byKey = new HashMap<>(lanes.stream().collect(Collectors.toMap(Lane::key, Function.identity())));
  }

  /** The lane of the key; a key that this launch does not read is a defect. */
  public Lane get(String key) {
    Lane lane = byKey.get(key);
    if (lane == null) {
      throw new IllegalStateException("Cannot find lane " + key + ": this launch reads " + byKey);
    }
    return lane;
  }

  /** True when this launch reads the lane. */
  public boolean has(String key) {
    return byKey.containsKey(key);
  }

  /** All lanes. */
  public List<Lane> all() {
    return List.copyOf(byKey.values());
  }

  /** Topic ids by topic name. */
  public Map<String, String> topicIds() {
    var ids = new HashMap<String, String>();
    byKey.values().forEach(lane -> ids.put(lane.topic(), lane.topicId()));
    return ids;
  }
}
