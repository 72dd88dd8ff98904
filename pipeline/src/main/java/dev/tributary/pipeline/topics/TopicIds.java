package dev.tributary.pipeline.topics;

import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.record.Lane;
import dev.tributary.pipeline.job.LaunchEndedException;
import dev.tributary.pipeline.lane.Lanes;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches that the topics are still the ones that were there at the launch, and says when one got
 * more partitions. One thread.
 */
public final class TopicIds implements TopicCheck {
  private static final Logger LOG = LoggerFactory.getLogger(TopicIds.class);
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Admin admin;
  private final Map<String, String> expected;
  private final Map<String, Long> partitions;
  private final Set<String> grown = new HashSet<>();
  private long checkedAt = System.nanoTime() - FRESH_NANOS;

  public TopicIds(KafkaClients kafka, Lanes lanes) {
    admin = kafka.admin();
    expected = lanes.topicIds();
    partitions =
        lanes.all().stream().collect(Collectors.groupingBy(Lane::topic, Collectors.counting()));
  }

  /**
   * Asks the cluster once, as a worker that starts does: a topic that was made again has none of
   * the reader's positions, so that the job would fail and start again without ever committing.
   */
  public static void checkNow(KafkaClients kafka, Lanes lanes) {
    try (TopicIds topics = new TopicIds(kafka, lanes)) {
      topics.check();
    }
  }

  /**
   * Asks the cluster, at most once a second. Throws {@link LaunchEndedException} when a topic is
   * another.
   */
  @Override
  public void check() {
    long now = System.nanoTime();
    if (now - checkedAt < FRESH_NANOS) {
      return;
    }
    try {
      Map<String, TopicDescription> found =
          admin.describeTopics(expected.keySet()).allTopicNames().get();
      expected.forEach((topic, id) -> same(topic, id, found.get(topic).topicId().toString()));
      partitions.forEach(
          (topic, read) -> compare(topic, read, found.get(topic).partitions().size()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw LaunchEndedException.because(
            "A topic was deleted: launch again when it is back: " + expected);
      }
      throw new IllegalStateException("Cannot ask Kafka for its topics", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Cannot ask Kafka for its topics: interrupted", e);
    }
    checkedAt = now;
  }

  private static void same(String topic, String expected, String found) {
    if (!found.equals(expected)) {
      throw LaunchEndedException.because(
          "Topic "
              + topic
              + " was deleted and made again: launch again, its partitions are new lanes (id="
              + found
              + ", launched with="
              + expected
              + ")");
    }
  }

  /** A launch reads the partitions that it found: said once a topic. */
  private void compare(String topic, long read, int there) {
    if (there > read && grown.add(topic)) {
      LOG.warn(
          "Topic {} got more partitions: launch again to read them from their start"
              + " partitions={} read={}",
          topic,
          there,
          read);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
