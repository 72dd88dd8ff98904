package dev.tributary.it.faults;

import dev.tributary.it.contents.EventDigest;
import dev.tributary.it.support.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Records at a steady rate into a world's topics, from a seed. Remembers each one that Kafka has
 * acknowledged.
 */
final class Load implements AutoCloseable {
  private static final int TICKS_A_SECOND = 20;

  private final int perTick;
  private final SeededRecords records;
  private final KafkaProducer<byte[], byte[]> producer;
  private final ConcurrentLinkedQueue<Sent> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicLong count = new AtomicLong();
  private final Thread thread;
  private volatile boolean stopped;

  private Load(PipelineFixture world, long seed, int perSecond) {
    this.records = new SeededRecords(world.name() + "-" + seed, world.topics(), new Random(seed));
    this.perTick = Math.max(1, perSecond / TICKS_A_SECOND);
    var config = new Properties();
    config.put("bootstrap.servers", world.kafka());
    config.put("acks", "all");
    config.put("linger.ms", "5");
    config.put("max.block.ms", "120000");
    var bytes = new ByteArraySerializer();
    this.producer = new KafkaProducer<>(config, bytes, bytes);
    this.thread = new Thread(this::run, "load-" + world.name());
    thread.setDaemon(true);
  }

  static Load start(PipelineFixture world, long seed, int perSecond) {
    var load = new Load(world, seed, perSecond);
    load.thread.start();
    return load;
  }

  private void run() {
    long next = System.nanoTime();
    while (!stopped) {
      for (int i = 0; i < perTick; i++) {
        send(records.next());
      }
      next += Duration.ofSeconds(1).toNanos() / TICKS_A_SECOND;
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  private void send(SeededRecords.Made made) {
    byte[] key = made.id() == null ? null : made.id().getBytes(StandardCharsets.UTF_8);
    String md5 = EventDigest.md5(made.value());
    producer.send(
        new ProducerRecord<>(made.topic(), key, made.value()),
        (metadata, failure) -> {
          if (failure == null) {
            acknowledged.add(
                new Sent(
                    metadata.topic(),
                    metadata.partition(),
                    metadata.offset(),
                    made.form(),
                    made.id(),
                    md5));
            count.incrementAndGet();
          }
        });
  }

  /** Waits until so many more records are acknowledged: the load is the tests' clock. */
  void awaitMore(long records) {
    long target = count.get() + records;
    Await.until(
        target + " records are acknowledged", Duration.ofMinutes(5), () -> count.get() >= target);
  }

  /** Stops, waits for what is under way, and returns all that is acknowledged. */
  List<Sent> stop() throws InterruptedException {
    stopped = true;
    thread.join();
    producer.flush();
    return List.copyOf(acknowledged);
  }

  @Override
  public void close() {
    stopped = true;
    producer.close(Duration.ofSeconds(1));
  }
}
