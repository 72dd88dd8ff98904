package dev.tributary.pipeline.audit.kafka;

import dev.tributary.ledger.kafka.PartitionRecords;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.record.Lane;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of a cluster. Committed records only. */
public final class KafkaTopics implements AuditedKafka {
  private final LogAccess access;
  private final Admin admin;
  private final Map<String, Optional<TopicDescription>> topics = new ConcurrentHashMap<>();

  /** With a connection of its own. */
  public KafkaTopics(LogAccess access) {
    this.access = access;
    this.admin = access.kafka().admin();
  }

  @Override
  public OpenRange log() {
    return new Open(new PartitionRecords(access.kafka(), access.partition()));
  }

  @Override
  public Optional<OpenRange> lane(Lane lane) {
    return topics
        .computeIfAbsent(lane.topic(), this::describe)
        .filter(topic -> topic.topicId().toString().equals(lane.topicId()))
        .filter(topic -> topic.partitions().size() > lane.partition())
        .map(
            topic ->
                new Open(
                    new PartitionRecords(
                        access.kafka(), new TopicPartition(lane.topic(), lane.partition()))));
  }

  private Optional<TopicDescription> describe(String topic) {
    try {
      return Optional.of(admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw new KafkaException("Cannot ask Kafka for the topic " + topic, e.getCause());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  @Override
  public boolean isCompacted(String topic) {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try {
      return admin
          .describeConfigs(List.of(resource))
          .all()
          .get()
          .get(resource)
          .get("cleanup.policy")
          .value()
          .contains("compact");
    } catch (ExecutionException notAllowed) {
      return true; // then gaps prove nothing
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static KafkaException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new KafkaException("Cannot ask Kafka: interrupted", e);
  }

  @Override
  public void close() {
    admin.close();
  }

  private record Open(PartitionRecords records) implements OpenRange {
    @Override
    public long begin() {
      return records.begin();
    }

    @Override
    public long end() {
      return records.end();
    }

    @Override
    public void fromWhile(long offset, Predicate<ConsumerRecord<byte[], byte[]>> each) {
      records.fromWhile(offset, each);
    }

    @Override
    public void close() {
      records.close();
    }
  }
}
