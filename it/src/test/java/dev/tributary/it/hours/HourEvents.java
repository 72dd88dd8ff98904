package dev.tributary.it.hours;

import dev.tributary.it.faults.PipelineFixture;
import dev.tributary.it.support.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends events whose records have stamps of former hours, and remembers where each is. */
final class HourEvents implements AutoCloseable {
  private final PipelineFixture world;
  private final KafkaProducer<byte[], byte[]> plain;
  private final KafkaProducer<byte[], byte[]> transactional;
  private final List<Sending> sending = new ArrayList<>();
  private final List<Event> sent = new ArrayList<>();
  private int made;

  /**
   * An event that Kafka acknowledged.
   *
   * @param type its event type
   * @param time the event's own time
   * @param stamp the time of its record
   * @param lane its partition
   * @param offset its offset
   * @param acknowledged when Kafka had it
   */
  record Event(
      String type,
      Instant time,
      Instant stamp,
      TopicPartition lane,
      long offset,
      Instant acknowledged) {}

  private record Sending(String type, Instant time, Instant stamp, Future<RecordMetadata> answer) {}

  HourEvents(PipelineFixture world) throws Exception {
    this.world = world;
    stampedByProducers(world);
    plain = producer(Map.of());
    transactional =
        producer(Map.of("transactional.id", "open", "transaction.timeout.ms", 15 * 60 * 1000));
    transactional.initTransactions();
  }

  private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> config = new HashMap<>(more);
    config.put("bootstrap.servers", world.kafka());
    config.put("acks", "all");
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static void stampedByProducers(PipelineFixture world) throws Exception {
    var stamped =
        new AlterConfigOp(
            new ConfigEntry("message.timestamp.type", "CreateTime"), AlterConfigOp.OpType.SET);
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (String topic : world.topics()) {
      changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(stamped));
    }
    world.admin().incrementalAlterConfigs(changes).all().get();
  }

  void send(TopicPartition lane, String type, Instant time, Instant stamp) {
    send(plain, lane, type, time, stamp);
  }

  private void send(
      KafkaProducer<byte[], byte[]> producer,
      TopicPartition lane,
      String type,
      Instant time,
      Instant stamp) {
    String value =
        "{\"event_type\":\"%s\",\"id\":\"e-%d\",\"received_at\":\"%s\",\"timestamp\":\"%s\",\"data\":{}}"
            .formatted(type, made++, stamp, time);
    var record =
        new ProducerRecord<byte[], byte[]>(
            lane.topic(),
            lane.partition(),
            stamp.toEpochMilli(),
            null,
            value.getBytes(StandardCharsets.UTF_8));
    sending.add(new Sending(type, time, stamp, producer.send(record)));
  }

  /** Waits until Kafka has what was sent. */
  void flush() throws Exception {
    plain.flush();
    transactional.flush();
    for (Sending each : sending) {
      RecordMetadata at = each.answer().get();
      sent.add(
          new Event(
              each.type(),
              each.time(),
              each.stamp(),
              new TopicPartition(at.topic(), at.partition()),
              at.offset(),
              Instant.now()));
    }
    sending.clear();
  }

  /** Nobody who reads committed records gets further than here, until {@link #commit}. */
  void beginTransaction() {
    transactional.beginTransaction();
  }

  void sendInTransaction(TopicPartition lane, String type, Instant time, Instant stamp) {
    send(transactional, lane, type, time, stamp);
  }

  void commit() {
    transactional.commitTransaction();
  }

  List<Event> sent() {
    return List.copyOf(sent);
  }

  /** Waits until the group has committed all that was sent, but for these. */
  void awaitCommitted(Duration within, Collection<Event> hidden) {
    Map<TopicPartition, Long> last = new HashMap<>();
    for (Event event : sent) {
      if (!hidden.contains(event)) {
        last.merge(event.lane(), event.offset(), Math::max);
      }
    }
    Await.until(
        "all that was sent is committed",
        within,
        () -> {
          Map<TopicPartition, Long> committed = world.offsets();
          return last.entrySet().stream()
              .allMatch(lane -> committed.getOrDefault(lane.getKey(), 0L) > lane.getValue());
        });
  }

  @Override
  public void close() {
    plain.close(Duration.ofSeconds(1));
    transactional.close(Duration.ofSeconds(1));
  }
}
