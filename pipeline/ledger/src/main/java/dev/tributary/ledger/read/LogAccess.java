package dev.tributary.ledger.read;

import dev.tributary.ledger.kafka.KafkaClients;
import java.io.Serializable;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the commit log is and who we are to it.
 *
 * @param kafka the cluster
 * @param name the pipeline's name: its consumer group and transactional id
 * @param owner the launch, unique for ever
 * @param skipped offsets of records that the operator says the pipeline did not write
 */
public record LogAccess(KafkaClients kafka, String name, String owner, Set<Long> skipped)
    implements Serializable {

  /** Of a log whose every record counts. */
  public LogAccess(KafkaClients kafka, String name, String owner) {
    this(kafka, name, owner, Set.of());
  }

  /** True when the record at the offset is as if it were not there. */
  boolean skips(long offset) {
    return skipped.contains(offset);
  }

  /** The same, which reads over these records too. */
  LogAccess skipping(Set<Long> offsets) {
    Set<Long> all = new HashSet<>(skipped);
    all.addAll(offsets);
    return new LogAccess(kafka, name, owner, all);
  }

  /** The log's topic. */
  public String topic() {
    return name + ".commits";
  }

  /** The log's one partition. */
  public TopicPartition partition() {
    return new TopicPartition(topic(), 0);
  }

  /** The transactional id of the keeper, who replaces files beside the pipeline. */
  public String keeper() {
    return name + ".keeper";
  }

  /** The consumer group whose offsets move with the commits: its lag is the lake's lag. */
  public String group() {
    return name;
  }

  /** The consumer group that only says where to start reading. */
  public String readerGroup() {
    return name + ".reader";
  }
}
