package dev.tributary.pipeline.audit.kafka;

import dev.tributary.ledger.kafka.RecordRange;
import dev.tributary.ledger.record.Lane;
import java.util.Optional;

/** The topics that an audit reads. */
public interface AuditedKafka extends AutoCloseable {
  /** The commit log as it is now. The caller closes it. */
  OpenRange log();

  /**
   * The records of a lane that Kafka still has; none where the topic is gone or was recreated. The
   * caller closes it.
   */
  Optional<OpenRange> lane(Lane lane);

  /** Whether Kafka deletes records of the topic that are not its oldest ones. */
  boolean isCompacted(String topic);

  @Override
  void close();

  /** A range that holds a connection. */
  interface OpenRange extends RecordRange, AutoCloseable {
    @Override
    void close();
  }
}
