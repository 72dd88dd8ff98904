package dev.tributary.ingest.collect;

/** Is notified of every result, for the metrics. Thread safe. */
public interface EventCounts {
  /** Kafka has an event of this type. */
  void accepted(String eventType);

  /** An event was refused. */
  void rejected(String code);

  /** Kafka did not acknowledge an event of this type in time. */
  void unacknowledged(String eventType);
}
