package dev.tributary.ingest.publish;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many partitions the topics have, without asking each time. A topic that got more is noticed
 * by the first acknowledgement that comes from one of them; a topic recreated with fewer is not,
 * which only means that events are grouped less. Thread safe.
 */
final class KnownPartitions {
  private final Map<String, Partitioning> topics = new ConcurrentHashMap<>();

  /** What the topic's metadata says. */
  void learn(String topic, int count) {
    topics.put(topic, new Partitioning(count));
  }

  /** A record got to this partition. */
  void saw(String topic, int partition) {
    if (partition >= of(topic).count()) {
      topics.merge(topic, new Partitioning(partition + 1), (a, b) -> a.count() < b.count() ? b : a);
    }
  }

  Partitioning of(String topic) {
    return topics.getOrDefault(topic, Partitioning.UNKNOWN);
  }
}
