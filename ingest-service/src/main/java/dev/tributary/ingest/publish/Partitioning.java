package dev.tributary.ingest.publish;

import org.apache.kafka.common.utils.Utils;

/**
 * Where Kafka's default partitioner puts the keys of a topic.
 *
 * @param count partitions of the topic; 1 while they are not known
 */
public record Partitioning(int count) {
  /** One partition, so there is nothing to choose. */
  public static final Partitioning UNKNOWN = new Partitioning(1);

  /** The partition of a key: from 0, less than {@link #count}. */
  public int of(byte[] key) {
    return Utils.toPositive(Utils.murmur2(key)) % count;
  }
}
