package dev.tributary.ingest.publish;

/** The outcome of one event: Kafka has it for certain, or it is not known whether it has. */
public sealed interface Delivery {
  /** All in-sync replicas have the record, at this position. */
  record Acknowledged(String topic, int partition, long offset) implements Delivery {
    /** The position as clients see it: {@code topic-partition-offset}. */
    public String receipt() {
      return topic + "-" + partition + "-" + offset;
    }
  }

  /**
   * No acknowledgement came in time. The record may still be, or come, in Kafka: a retry with the
   * same id makes no second row.
   *
   * @param why one sentence for people
   * @param cause what it says something about
   */
  record Unacknowledged(String why, Cause cause) implements Delivery {
    /** The topic did not take it. */
    public Unacknowledged(String why) {
      this(why, Cause.TOPIC);
    }
  }

  /** What a failure says something about. */
  enum Cause {
    /** The topic, or all of Kafka: others would fail too. */
    TOPIC,
    /** This record alone, or this service: it says nothing about Kafka. */
    OTHER
  }
}
