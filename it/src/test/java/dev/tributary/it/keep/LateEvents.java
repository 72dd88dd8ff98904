package dev.tributary.it.keep;

import dev.tributary.it.faults.PipelineFixture;
import dev.tributary.it.support.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Events of two hours that are over, and as old as a test wants, at a steady rate; what Kafka
 * acknowledged is remembered.
 */
final class LateEvents implements AutoCloseable {
  private static final int HOUR_MILLIS = 3_600_000;
  private static final Duration TICK = Duration.ofMillis(100);

  private final PipelineFixture world;
  private final Random random = new Random(21);
  private final Instant hour;
  private final Map<String, Event> acknowledged = new ConcurrentHashMap<>();
  private final KafkaProducer<byte[], byte[]> producer;
  private Thread thread;
  private volatile boolean stopped;
  private int made;

  /**
   * What a row must say, made without the product's code.
   *
   * @param id the column event_id
   * @param time the column event_time, in milliseconds
   * @param host the column host
   * @param value the column raw_event
   */
  record Event(String id, long time, String host, String value) {}

  LateEvents(PipelineFixture world, Duration age) {
    this.world = world;
    this.hour = Instant.now().minus(age).truncatedTo(ChronoUnit.HOURS);
    var config = new Properties();
    config.put("bootstrap.servers", world.kafka());
    config.put("acks", "all");
    var bytes = new ByteArraySerializer();
    producer = new KafkaProducer<>(config, bytes, bytes);
  }

  /** Sends so many in each tick, until it is stopped. */
  void start(int perTick) {
    stopped = false;
    thread =
        new Thread(
            () -> {
              while (!stopped) {
                send(perTick);
                LockSupport.parkNanos(TICK.toNanos());
              }
            },
            "late-events");
    thread.setDaemon(true);
    thread.start();
  }

  /** Sends so many and waits for Kafka. */
  void send(int count) {
    for (int i = 0; i < count; i++) {
      Event event = next();
      producer.send(
          new ProducerRecord<>(
              world.topics().get(0),
              event.id().getBytes(StandardCharsets.UTF_8),
              event.value().getBytes(StandardCharsets.UTF_8)),
          (at, failure) -> {
            if (failure == null) {
              acknowledged.put(at.topic() + "-" + at.partition() + "-" + at.offset(), event);
            }
          });
    }
    producer.flush();
  }

  private Event next() {
    int number = made++;
    long time = hour.toEpochMilli() + number % 2 * HOUR_MILLIS + random.nextInt(HOUR_MILLIS);
    String host = "h" + number % 7 + ".example";
    String value =
        """
        {"event_type":"tick","id":"t-%d","Host":"%s","received_at":"%s","timestamp":"%s",\
        "data":{"n":%d,"text":"%s"}}"""
            .formatted(
                number,
                host,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                Instant.ofEpochMilli(time),
                number,
                "日é-".repeat(random.nextInt(40)));
    return new Event("t-" + number, time, host, value);
  }

  /** What was sent, by position. */
  Map<String, Event> acknowledged() {
    return Map.copyOf(acknowledged);
  }

  /** Waits until more are acknowledged. */
  void awaitMore(int count) {
    int target = acknowledged.size() + count;
    Await.until(
        target + " are acknowledged", Duration.ofMinutes(5), () -> acknowledged.size() >= target);
  }

  void stop() throws InterruptedException {
    stopped = true;
    thread.join();
    producer.flush();
  }

  @Override
  public void close() {
    stopped = true;
    producer.close(Duration.ofSeconds(1));
  }
}
