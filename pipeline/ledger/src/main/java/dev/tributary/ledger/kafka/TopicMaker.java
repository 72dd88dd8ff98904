package dev.tributary.ledger.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes topics that can be written to at once. The cluster's metadata has a new topic a moment
 * later, and a leader that does not know yet that it is one refuses a producer's first batch, which
 * then loses its order for good (KAFKA-15591): each partition's leader is asked for its end.
 *
 * @param admin the client, which the caller closes
 */
public record TopicMaker(Admin admin) {
  private static final long VISIBLE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long POLL_MILLIS = 50;

  /** Makes the topic, or finds it, and waits for all its leaders. */
  public void make(NewTopic topic) throws ExecutionException, InterruptedException {
    try {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
    awaitLeaders(awaitKnown(topic.name()));
  }

  /** Makes a topic of our own when it is missing, and refuses one that is not as it must be. */
  public void ensure(InternalTopic topic) throws ExecutionException, InterruptedException {
    make(topic.description());
    topic.check(admin);
  }

  private TopicDescription awaitKnown(String topic)
      throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + VISIBLE_NANOS;
    while (true) {
      try {
        return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
      } catch (ExecutionException e) {
        boolean isTooLate = System.nanoTime() > deadline;
        if (isTooLate || !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    }
  }

  private void awaitLeaders(TopicDescription topic)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    topic
        .partitions()
        .forEach(
            partition ->
                ends.put(
                    new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
    admin.listOffsets(ends).all().get();
  }
}
