package dev.tributary.it.faults;

/**
 * One record that Kafka has acknowledged.
 *
 * @param id its event id; null when it has none, or is no event
 * @param md5 of its value, in hex
 */
public record Sent(String topic, int partition, long offset, Form form, String id, String md5) {
  /** What was sent. */
  public enum Form {
    EVENT,
    DUPLICATE,
    LATE,
    OLD_SHAPE,
    MALFORMED
  }

  public Position position() {
    return new Position(topic, partition, offset);
  }

  /** Where a record is. */
  public record Position(String topic, int partition, long offset) {
    @Override
    public String toString() {
      return topic + "-" + partition + "-" + offset;
    }
  }
}
