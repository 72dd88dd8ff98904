package dev.tributary.ingest.publish;

import java.util.List;

/** Brings events to Kafka and says which of them it has. Thread safe. */
public interface EventPublisher {
  /**
   * Sends the events and waits for their acknowledgements, for less than 5 seconds in all; answers
   * at once when Kafka is known not to take any.
   *
   * @return one answer for each event, in their order
   */
  List<Delivery> publish(List<OutgoingEvent> events);

  /** True when Kafka would take events now. */
  boolean isReady();

  /** True while requests are refused at once, because Kafka did not acknowledge before. */
  boolean isRefusing();

  /** Bytes of the records that wait for Kafka. */
  long pendingBytes();
}
