package dev.tributary.ingest.collect;

import dev.tributary.ingest.format.EventError;

/** What the client is told about one event of its request. */
public sealed interface EventResult {
  /** Kafka has it at the receipt's position. */
  record Accepted(String id, String receipt) implements EventResult {}

  /** It breaks a rule; sending it again is useless. */
  record Rejected(EventError error) implements EventResult {}

  /** Kafka did not acknowledge it in time; sending it again with this id makes no second row. */
  record Unacknowledged(String id, String why) implements EventResult {}
}
