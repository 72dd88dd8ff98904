package dev.tributary.ingest.publish;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one producer that all requests share. An idempotent producer that met a fatal error (refused
 * credentials, say) fails for ever after, so it is replaced: the service recovers when Kafka does.
 * Thread safe.
 */
final class ReplaceableProducer {
  private static final Logger LOG = LoggerFactory.getLogger(ReplaceableProducer.class);
  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

  private final Supplier<KafkaProducer<byte[], byte[]>> make;
  private volatile KafkaProducer<byte[], byte[]> producer;
  private long replacedNanos;

  ReplaceableProducer(Supplier<KafkaProducer<byte[], byte[]>> make) {
    this.make = make;
    this.producer = make.get();
    this.replacedNanos = System.nanoTime();
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
    } catch (KafkaException fatal) {
      replace(current, fatal);
      throw fatal;
    }
  }

  /** Fetches the topic's partitions, so that the first event need not wait for them. */
  void learn(String topic) {
    producer.partitionsFor(topic);
  }

  void close(Duration timeout) {
    producer.close(timeout);
  }

  private synchronized void replace(KafkaProducer<byte[], byte[]> broken, KafkaException why) {
    boolean soon = System.nanoTime() - replacedNanos < PAUSE_NANOS;
    if (producer != broken || soon) {
      return;
    }
    replacedNanos = System.nanoTime();
    producer = make.get();
    LOG.warn("Replaced the Kafka producer, it had failed for good cause={}", why.getMessage());
    Thread.ofPlatform().daemon().start(() -> broken.close(Duration.ZERO));
  }
}
