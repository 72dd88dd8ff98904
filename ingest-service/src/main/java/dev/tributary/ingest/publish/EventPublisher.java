package dev.tributary.ingest.publish;

import java.util.List;
import java.util.Optional;

/** Sends events to Kafka and says which of them it has. Thread safe. */
public interface EventPublisher {
  /**
   * Sends the events and waits for their acknowledgements; answers at once when Kafka is known not
   * to take any.
   *
   * @param completeNanos when the client had sent all of its request, as {@link System#nanoTime}:
   *     the answer is due less than 5 seconds later
   * @return one answer for each event, in their order
   */
  List<Delivery> publish(List<OutgoingEvent> events, long completeNanos);

  /**
   * Why events would be refused at once, if they would: asked before a body is read, so that a
   * Kafka that is down costs nearly nothing.
   */
  Optional<String> refusal();

  /** Where the keys of a topic go; unknown until Kafka was reached. Costs nothing to ask. */
  Partitioning partitioning(String topic);

  /** True when Kafka would take events now. */
  boolean isReady();

  /** True while requests are refused at once, because Kafka did not acknowledge before. */
  boolean isRefusing();

  /** Bytes of the records that wait for Kafka. */
  long pendingBytes();
}
