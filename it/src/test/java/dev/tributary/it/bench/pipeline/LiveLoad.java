package dev.tributary.it.bench.pipeline;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Events into a topic at a steady rate, and when each of them was sent. */
final class LiveLoad implements AutoCloseable {
  private static final long SEED = 0x7219;

  private final String topic;
  private final long pauseNanos;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<Position, Instant> sent = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::run, "live-load");
  private volatile Exception failure;
  private volatile boolean stopped;

  private LiveLoad(String kafka, String topic, int perSecond) {
    this.topic = topic;
    pauseNanos = Duration.ofSeconds(1).toNanos() / perSecond;
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka, "acks", "all", "linger.ms", "5"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    thread.setDaemon(true);
  }

  static LiveLoad start(String kafka, String topic, int perSecond) {
    var load = new LiveLoad(kafka, topic, perSecond);
    load.thread.start();
    return load;
  }

  private void run() {
    var random = new SplittableRandom(SEED);
    int partitions = producer.partitionsFor(topic).size();
    long next = System.nanoTime();
    for (int n = 0; !stopped; n++) {
      Instant now = Instant.now();
      Position at = EventTopic.place(n, partitions);
      byte[] value = EventTopic.event(at, random, now).getBytes(StandardCharsets.UTF_8);
      producer.send(
          new ProducerRecord<>(topic, at.partition(), null, value),
          (place, failed) -> {
            if (failed == null) {
              sent.put(new Position(place.partition(), place.offset()), now);
            } else {
              failure = failed;
            }
          });
      next += pauseNanos;
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  /**
   * Stops, and waits until Kafka has all; nothing new comes after it.
   *
   * @return when each event was sent
   * @throws IllegalStateException when Kafka did not take one
   */
  Map<Position, Instant> stop() throws InterruptedException {
    stopped = true;
    thread.join();
    producer.flush();
    if (failure != null) {
      throw new IllegalStateException("Kafka did not take an event", failure);
    }
    return sent;
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
  }
}
