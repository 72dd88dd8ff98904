package dev.tributary.ingest.collect;

import dev.tributary.ingest.format.EventError;

/** What the client is told about one event. */
public sealed interface Verdict {
  /** Kafka has it at the receipt's position. */
  record Accepted(String id, String receipt) implements Verdict {}

  /** It breaks a rule; sending it again is useless. */
  record Rejected(EventError error) implements Verdict {}

  /** Kafka did not acknowledge it in time; sending it again with this id makes no second row. */
  record Unknown(String id, String why) implements Verdict {}
}
