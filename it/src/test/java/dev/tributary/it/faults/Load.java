package dev.tributary.it.faults;

import dev.tributary.it.support.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Events at a steady rate into a world's topics, from a seed: 4 % are sent twice, 1 % are no
 * events, some are 3 days late, some have the old service's shape without an id. Remembers each
 * record that Kafka has acknowledged.
 */
final class Load implements AutoCloseable {
  private static final String[] TYPES = {
    "request_group", "accept_member", "decline_member", "message", "default"
  };
  private static final String[] NO_EVENTS = {
    "{\"event_type\":", "[1,2,3]", "", "{\"event_type\":\"Not A Name\"}", "\"text\""
  };
  private static final int RECENT = 500;
  private static final int TICKS_A_SECOND = 20;

  private record Made(ProducerRecord<String, String> record, Sent.Form form, String id) {}

  private final World world;
  private final Random random;
  private final int perTick;
  private final KafkaProducer<String, String> producer;
  private final ConcurrentLinkedQueue<Sent> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicLong count = new AtomicLong();
  private final List<Made> recent = new ArrayList<>();
  private final String run;
  private final Thread thread;
  private volatile boolean stopped;
  private long made;

  private Load(World world, long seed, int perSecond) {
    this.world = world;
    this.random = new Random(seed);
    this.run = world.name() + "-" + seed;
    this.perTick = Math.max(1, perSecond / TICKS_A_SECOND);
    var config = new Properties();
    config.put("bootstrap.servers", world.kafka());
    config.put("acks", "all");
    config.put("linger.ms", "5");
    config.put("max.block.ms", "120000");
    this.producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    this.thread = new Thread(this::run, "load-" + world.name());
    thread.setDaemon(true);
  }

  static Load start(World world, long seed, int perSecond) {
    var load = new Load(world, seed, perSecond);
    load.thread.start();
    return load;
  }

  private void run() {
    long next = System.nanoTime();
    while (!stopped) {
      for (int i = 0; i < perTick; i++) {
        send(make());
      }
      next += Duration.ofSeconds(1).toNanos() / TICKS_A_SECOND;
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  private void send(Made made) {
    producer.send(
        made.record(),
        (metadata, failure) -> {
          if (failure == null) {
            acknowledged.add(
                new Sent(
                    metadata.topic(),
                    metadata.partition(),
                    metadata.offset(),
                    made.form(),
                    made.id()));
            count.incrementAndGet();
          }
        });
  }

  private Made make() {
    int dice = random.nextInt(100);
    if (dice < 4 && !recent.isEmpty()) {
      Made first = recent.get(random.nextInt(recent.size()));
      return new Made(first.record(), Sent.Form.DUPLICATE, first.id());
    }
    if (dice == 4) {
      return of(null, NO_EVENTS[random.nextInt(NO_EVENTS.length)], Sent.Form.MALFORMED, null);
    }
    String type = TYPES[random.nextInt(TYPES.length)];
    if (dice < 8) {
      String old = "{\"Host\":\"old.game.com\",\"event_type\":\"%s\",\"Accept\":\"*/*\"}";
      return of(null, old.formatted(type), Sent.Form.OLD_SHAPE, null);
    }
    String id = run + "-" + made++;
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Instant time = dice < 12 ? now.minus(3, ChronoUnit.DAYS) : now;
    String event =
        ("{\"event_type\":\"%s\",\"id\":\"%s\",\"received_at\":\"%s\",\"Host\":\"it.game.com\","
                + "\"timestamp\":\"%s\",\"data\":{\"n\":%d,\"text\":\"%s\"}}")
            .formatted(type, id, now, time, made, Long.toHexString(random.nextLong()));
    Made event1 = of(id, event, dice < 12 ? Sent.Form.LATE : Sent.Form.EVENT, id);
    if (recent.size() == RECENT) {
      recent.set(random.nextInt(RECENT), event1);
    } else {
      recent.add(event1);
    }
    return event1;
  }

  private Made of(String key, String value, Sent.Form form, String id) {
    String topic = world.topics().get(random.nextInt(world.topics().size()));
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return new Made(
        new ProducerRecord<>(topic, key, new String(utf8, StandardCharsets.UTF_8)), form, id);
  }

  /** Waits until so many more records are acknowledged: the load is the tests' clock. */
  void awaitMore(long records) {
    long target = count.get() + records;
    Await.until(
        target + " records are acknowledged", Duration.ofMinutes(3), () -> count.get() >= target);
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
