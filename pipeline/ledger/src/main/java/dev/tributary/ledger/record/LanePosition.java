package dev.tributary.ledger.record;

/**
 * How far a lane is committed.
 *
 * @param topic the topic's name
 * @param partition the partition's number
 * @param topicId the topic's id
 * @param offset the next offset: everything before it has its end
 * @param lastMillis the newest believable time of a committed record, ms since the epoch; 0 before
 *     the first. Never goes back
 */
public record LanePosition(
    String topic, int partition, String topicId, long offset, long lastMillis) {
  public LanePosition {
    boolean named = topic != null && !topic.isEmpty() && topicId != null && !topicId.isEmpty();
    if (!named || partition < 0 || offset < 0) {
      throw new IllegalArgumentException(
          "A position must name a topic and its id, and a partition and an offset of at least 0: "
              + (topic + "-" + partition + "-" + offset));
    }
  }

  public static LanePosition start(Lane lane, long offset) {
    return new LanePosition(lane.topic(), lane.partition(), lane.topicId(), offset, 0);
  }

  public LanePosition after(LaneRange range) {
    return new LanePosition(
        topic, partition, topicId, range.to(), Math.max(lastMillis, range.lastMillis()));
  }

  /** The lane of this position. */
  public Lane lane() {
    return new Lane(topic, partition, topicId);
  }
}
