package dev.tributary.ingest.receipts;

import java.util.Optional;

/** The topics as look-ups need them. Thread safe. */
interface TopicView {
  /**
   * A topic that is there now.
   *
   * @param id the ID of its incarnation
   * @param partitions how many partitions it has
   */
  record Topic(String id, int partitions) {}

  /** Whether it is a topic of this service, or one that the pipeline reads. */
  boolean isKnown(String topic);

  /**
   * The topic of a known name; none where there is none now. At most two seconds old.
   *
   * @throws NotKnownNowException when Kafka was not reached yet
   */
  Optional<Topic> topic(String name);

  /**
   * The offset after a partition's newest record. It is past the offset if a record is there.
   *
   * @throws NotKnownNowException when Kafka does not answer
   */
  long end(String topic, int partition, long offset);
}
