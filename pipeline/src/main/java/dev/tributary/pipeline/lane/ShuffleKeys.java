package dev.tributary.pipeline.lane;

import dev.tributary.ledger.record.Lane;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which key each lane has in the one shuffle. A runner places keys by their hash, so a few lanes
 * can meet on one worker while another has none; whoever knows the runner can choose keys that
 * don't. Nothing but the shuffle and the keyed state sees them.
 */
@FunctionalInterface
public interface ShuffleKeys {
  /** Each lane's own key, wherever the runner places it. */
  ShuffleKeys LANE_KEYS =
      lanes -> {
        Map<String, String> keys = new HashMap<>();
        lanes.forEach(lane -> keys.put(lane.key(), lane.key()));
        return keys;
      };

  /**
   * The keys, by lane key.
   *
   * @param lanes the lanes of the launch, in an order in which neighbours share no topic where that
   *     is possible; always the same for the same lanes
   */
  Map<String, String> of(List<Lane> lanes);
}
