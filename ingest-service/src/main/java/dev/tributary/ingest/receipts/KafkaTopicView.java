package dev.tributary.ingest.receipts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Asks Kafka for topics and their ends, and remembers the answers for a moment: many look-ups make
 * few requests. While Kafka does not answer, the topics that it named last are still known. Thread
 * safe.
 */
final class KafkaTopicView implements TopicView, AutoCloseable {
  private static final long FRESH_NANOS = 2_000_000_000L;

  private final Set<String> ours;
  private final String logTopic;
  private final Supplier<Admin> make;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<TopicPartition, End> ends = new ConcurrentHashMap<>();
  private volatile Set<String> ofLog = Set.of();
  private volatile Topics topics =
      new Topics(Map.of(), Set.of(), false, System.nanoTime() - FRESH_NANOS);
  private Admin admin;

  /** What Kafka said the last time that it answered. */
  private record Topics(
      Map<String, Topic> byName, Set<String> forbidden, boolean isKnown, long askedNanos) {
    boolean isFresh() {
      return System.nanoTime() - askedNanos < FRESH_NANOS;
    }
  }

  private record End(long offset, String topicId, long askedNanos) {
    boolean isOlderThan(long nanos) {
      return System.nanoTime() - askedNanos > nanos;
    }
  }

  /**
   * Of the topics of this service.
   *
   * @param ours their names
   * @param logTopic the commit log, of whose records there are no receipts
   * @param make makes a client, or throws when no bootstrap server has an address
   */
  KafkaTopicView(Set<String> ours, String logTopic, Supplier<Admin> make) {
    this.ours = Set.copyOf(ours);
    this.logTopic = logTopic;
    this.make = make;
  }

  /** The pipeline reads these topics too. */
  void alsoOf(Set<String> names) {
    ofLog = Set.copyOf(names);
  }

  @Override
  public boolean isKnown(String topic) {
    return ours.contains(topic) || ofLog.contains(topic);
  }

  @Override
  public Optional<Topic> topic(String name) {
    Topics known = topics;
    if (!known.isFresh()) {
      lock.lock();
      try {
        if (!topics.isFresh()) {
          topics = ask(topics);
        }
        known = topics;
      } finally {
        lock.unlock();
      }
    }
    if (!known.isKnown()) {
      throw new NotKnownNowException("Kafka can't be asked for its topics");
    }
    if (known.forbidden().contains(name)) {
      throw new NotKnownNowException("Kafka does not allow this service to see the topic " + name);
    }
    return Optional.ofNullable(known.byName().get(name));
  }

  /** While Kafka does not answer, what it said before is what is known. */
  private Topics ask(Topics before) {
    Set<String> names = new TreeSet<>(ours);
    names.addAll(ofLog);
    names.add(logTopic);
    try {
      Map<String, Topic> found = new HashMap<>();
      Set<String> forbidden = new TreeSet<>();
      Map<String, KafkaFuture<TopicDescription>> answers =
          admin().describeTopics(names).topicNameValues();
      for (Map.Entry<String, KafkaFuture<TopicDescription>> answer : answers.entrySet()) {
        try {
          TopicDescription topic = answer.getValue().get();
          int partitions = topic.partitions().size();
          found.put(answer.getKey(), new Topic(topic.topicId().toString(), partitions));
        } catch (ExecutionException e) {
          if (e.getCause() instanceof TopicAuthorizationException) {
            forbidden.add(answer.getKey());
          } else if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
            throw e;
          }
        }
      }
      return new Topics(found, forbidden, true, System.nanoTime());
    } catch (ExecutionException | KafkaException e) {
      return new Topics(before.byName(), before.forbidden(), before.isKnown(), System.nanoTime());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return before;
    }
  }

  @Override
  public long end(String topic, int partition, long offset) {
    long came = System.nanoTime();
    String id = topic(topic).map(Topic::id).orElse("");
    var place = new TopicPartition(topic, partition);
    End known = ends.get(place);
    if (isGood(known, id, offset)) {
      return known.offset();
    }
    lock.lock();
    try {
      known = ends.get(place);
      if (!isGood(known, id, offset) && !isAskedSince(known, id, came)) {
        long asked = System.nanoTime();
        known = new End(askEnds(List.of(place)).get(place), id, asked);
        ends.put(place, known);
      }
      return known.offset();
    } finally {
      lock.unlock();
    }
  }

  /** While one asked, others waited: its answer is theirs too. */
  private static boolean isAskedSince(End end, String topicId, long nanos) {
    return end != null && end.topicId().equals(topicId) && end.askedNanos() - nanos >= 0;
  }

  private static boolean isGood(End end, String topicId, long offset) {
    return end != null
        && end.offset() > offset
        && end.topicId().equals(topicId)
        && !end.isOlderThan(FRESH_NANOS);
  }

  /** The ends of partitions, asked now; those that are not there are left out. */
  Map<TopicPartition, Long> ends(List<TopicPartition> places) {
    List<TopicPartition> there = new ArrayList<>();
    for (TopicPartition place : places) {
      int partitions = topic(place.topic()).map(Topic::partitions).orElse(0);
      if (place.partition() < partitions) {
        there.add(place);
      }
    }
    lock.lock();
    try {
      return askEnds(there);
    } finally {
      lock.unlock();
    }
  }

  private Map<TopicPartition, Long> askEnds(List<TopicPartition> places) {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    places.forEach(place -> wanted.put(place, OffsetSpec.latest()));
    try {
      Map<TopicPartition, Long> found = new HashMap<>();
      Map<TopicPartition, ListOffsetsResultInfo> answer = admin().listOffsets(wanted).all().get();
      answer.forEach((place, end) -> found.put(place, end.offset()));
      return found;
    } catch (ExecutionException | KafkaException e) {
      throw new NotKnownNowException("Kafka does not say how far its topics go");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotKnownNowException("The service is stopping");
    }
  }

  private Admin admin() {
    if (admin == null) {
      admin = make.get();
    }
    return admin;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (admin != null) {
        admin.close(Duration.ofSeconds(1));
      }
    } finally {
      lock.unlock();
    }
  }
}
