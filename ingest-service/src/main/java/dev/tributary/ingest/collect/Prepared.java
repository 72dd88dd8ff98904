package dev.tributary.ingest.collect;

import dev.tributary.ingest.envelope.EventFields;
import dev.tributary.ingest.format.EventError;
import dev.tributary.ingest.publish.OutgoingEvent;

/** What one event is before Kafka is asked. */
sealed interface Prepared {
  /** It breaks a rule, and Kafka never gets it. */
  record Refused(EventError error) implements Prepared {}

  /**
   * It keeps the rules.
   *
   * @param fields the event, with its id
   * @param record what Kafka gets
   */
  record Ready(EventFields fields, OutgoingEvent record) implements Prepared {}
}
