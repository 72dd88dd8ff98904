package dev.tributary.it.faults;

/**
 * One record that Kafka has acknowledged.
 *
 * @param id its event id; null when it has none, or is no event
 */
record Sent(String topic, int partition, long offset, Form form, String id) {
  /** What was sent. */
  enum Form {
    EVENT,
    DUPLICATE,
    LATE,
    OLD_SHAPE,
    MALFORMED
  }

  Position position() {
    return new Position(topic, partition, offset);
  }

  /** Where a record is. */
  record Position(String topic, int partition, long offset) {}
}
