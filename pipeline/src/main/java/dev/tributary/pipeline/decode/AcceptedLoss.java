package dev.tributary.pipeline.decode;

import dev.tributary.ledger.record.Lane;
import java.io.Serializable;

/**
 * A range of offsets that retention deleted unread, and whose loss a person accepted.
 *
 * @param topic the topic
 * @param partition the partition
 * @param from the first offset that is gone
 * @param to the offset after the last one
 */
public record AcceptedLoss(String topic, int partition, long from, long to)
    implements Serializable {
  public AcceptedLoss {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException("must be a range FROM-TO with FROM < TO");
    }
  }

  boolean covers(Lane lane, long goneFrom, long goneTo) {
    return topic.equals(lane.topic())
        && partition == lane.partition()
        && from <= goneFrom
        && to >= goneTo;
  }
}
