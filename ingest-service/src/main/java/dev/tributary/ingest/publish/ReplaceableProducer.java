package dev.tributary.ingest.publish;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one producer that all requests share. An idempotent producer that met a fatal error (refused
 * credentials, say) fails for ever after, and one whose sequence numbers a broker does not accept
 * may try again without end: both are replaced, so the service recovers when Kafka does. Thread
 * safe.
 */
final class ReplaceableProducer {
  private static final Logger LOG = LoggerFactory.getLogger(ReplaceableProducer.class);
  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long STUCK_NANOS = Duration.ofSeconds(10).toNanos();

  private final Supplier<KafkaProducer<byte[], byte[]>> make;
  private final LongSupplier nanoClock;
  private final Map<TopicPartition, Long> failingSince = new ConcurrentHashMap<>();
  private final KnownPartitions partitions = new KnownPartitions();
  private volatile KafkaProducer<byte[], byte[]> producer; // null until open
  private long replacedNanos;

  /**
   * @param make makes a producer, also the first one, at {@link #open}
   * @param nanoClock as {@link System#nanoTime}
   */
  ReplaceableProducer(Supplier<KafkaProducer<byte[], byte[]>> make, LongSupplier nanoClock) {
    this.make = make;
    this.nanoClock = nanoClock;
  }

  /**
   * Makes the first producer, unless it is there; nothing may be sent before.
   *
   * @throws KafkaException when it can't be made
   */
  synchronized void open() {
    if (producer == null) {
      producer = make.get();
      replacedNanos = nanoClock.getAsLong();
    }
  }

  /**
   * Sends; the callback comes unless this throws.
   *
   * @throws KafkaException when the producer can't take the record; the next one may
   */
  void send(OutgoingEvent event, Callback callback) {
    KafkaProducer<byte[], byte[]> current = producer;
    try {
      current.send(new ProducerRecord<>(event.topic(), event.key(), event.value()), callback);
    } catch (InterruptException stopped) {
      throw stopped; // the caller's own end, nothing of the producer's
    } catch (KafkaException fatal) {
      replace(current, String.valueOf(fatal.getMessage()));
      throw fatal;
    }
  }

  /** A record got to its partition. */
  void succeeded(RecordMetadata at) {
    partitions.saw(at.topic(), at.partition());
    if (!failingSince.isEmpty()) {
      failingSince.remove(new TopicPartition(at.topic(), at.partition()));
    }
  }

  /** A record did not get to its partition. */
  void failed(RecordMetadata at) {
    if (at != null && at.partition() >= 0) {
      failingSince.putIfAbsent(
          new TopicPartition(at.topic(), at.partition()), nanoClock.getAsLong());
    }
  }

  /** Kafka was away: what failed until now says nothing about the producer. */
  void forgetFailures() {
    failingSince.clear();
  }

  /**
   * Kafka answers: replaces a producer that gets no record to one of the partitions all the same.
   */
  void replaceIfStuck() {
    long now = nanoClock.getAsLong();
    for (var failing : failingSince.entrySet()) {
      if (now - failing.getValue() > STUCK_NANOS) {
        replace(producer, "nothing gets to " + failing.getKey() + ", though Kafka answers");
        failingSince.clear();
        return;
      }
    }
  }

  /** Fetches the topic's partitions, so that the first event need not wait for them. */
  void learn(String topic) {
    partitions.learn(topic, producer.partitionsFor(topic).size());
  }

  /** The partitions that the topic's keys go to, if they are known. */
  Partitioning partitioning(String topic) {
    return partitions.of(topic);
  }

  void close(Duration timeout) {
    if (producer != null) {
      producer.close(timeout);
    }
  }

  private synchronized void replace(KafkaProducer<byte[], byte[]> broken, String why) {
    boolean soon = nanoClock.getAsLong() - replacedNanos < PAUSE_NANOS;
    if (producer != broken || soon) {
      return;
    }
    replacedNanos = nanoClock.getAsLong();
    producer = make.get();
    KafkaThreads.watch();
    LOG.warn("Replaced the Kafka producer, it had failed for good cause={}", why);
    Thread.ofPlatform().daemon().start(() -> broken.close(Duration.ZERO));
  }
}
