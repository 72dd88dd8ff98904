package dev.tributary.it.records;

import dev.tributary.it.faults.CommitRecords;
import dev.tributary.it.faults.PipelineFixture;
import dev.tributary.it.faults.Sent.Position;
import dev.tributary.it.support.Await;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts records of any kind into a world's topics, and waits for their ends. One thread. */
final class Records implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** One record that Kafka has acknowledged. */
  record SentRecord(Position at, byte[] value) {
    String md5() {
      try {
        byte[] bytes = value == null ? new byte[0] : value;
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private record Sending(ProducerRecord<byte[], byte[]> record, Future<RecordMetadata> answer) {}

  private final PipelineFixture world;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Sending> sending = new ArrayList<>();
  private final Map<TopicPartition, Long> last = new HashMap<>();

  Records(PipelineFixture world) {
    this(world, Map.of());
  }

  Records(PipelineFixture world, Map<String, Object> config) {
    this.world = world;
    Map<String, Object> all = new HashMap<>(config);
    all.put("bootstrap.servers", world.kafka());
    all.put("acks", "all");
    all.put("max.request.size", 32 << 20);
    all.put("buffer.memory", 64L << 20);
    producer = new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }

  KafkaProducer<byte[], byte[]> producer() {
    return producer;
  }

  /** Sets configurations of the world's topics, which a producer may feel a little later. */
  static void configure(PipelineFixture world, Map<String, String> config) throws Exception {
    Map<ConfigResource, java.util.Collection<AlterConfigOp>> changes = new HashMap<>();
    for (String topic : world.topics()) {
      changes.put(
          new ConfigResource(ConfigResource.Type.TOPIC, topic),
          config.entrySet().stream()
              .map(
                  entry ->
                      new AlterConfigOp(
                          new ConfigEntry(entry.getKey(), entry.getValue()),
                          AlterConfigOp.OpType.SET))
              .toList());
    }
    world.admin().incrementalAlterConfigs(changes).all().get();
  }

  /** Topics whose producers stamp the records, with whatever they like. */
  static void stampedByProducers(PipelineFixture world) throws Exception {
    configure(
        world,
        Map.of(
            "message.timestamp.type",
            "CreateTime",
            "message.timestamp.after.max.ms",
            Long.toString(Long.MAX_VALUE)));
  }

  /** Sends without waiting; {@link #puts} waits. */
  void send(ProducerRecord<byte[], byte[]> record) {
    sending.add(new Sending(record, producer.send(record)));
  }

  void send(String topic, int partition, byte[] value) {
    send(new ProducerRecord<>(topic, partition, null, value));
  }

  /** Sends one and waits for it. */
  Position put(String topic, int partition, Instant stamp, String value) throws Exception {
    var record =
        new ProducerRecord<byte[], byte[]>(
            topic,
            partition,
            stamp == null ? null : stamp.toEpochMilli(),
            null,
            value.getBytes(StandardCharsets.UTF_8));
    return position(producer.send(record).get());
  }

  /** Waits for what was sent since the last call, and says where it is. */
  List<SentRecord> puts() throws ExecutionException, InterruptedException {
    producer.flush();
    List<SentRecord> puts = new ArrayList<>();
    for (Sending each : sending) {
      puts.add(new SentRecord(position(each.answer().get()), each.record().value()));
    }
    sending.clear();
    return puts;
  }

  Position position(RecordMetadata metadata) {
    last.merge(
        new TopicPartition(metadata.topic(), metadata.partition()), metadata.offset(), Math::max);
    return new Position(metadata.topic(), metadata.partition(), metadata.offset());
  }

  /** Waits until all that was put is committed and published. */
  void awaitEnds() {
    Await.until(
        "all records are committed",
        PATIENCE,
        () -> {
          Map<TopicPartition, Long> committed = world.offsets();
          return last.entrySet().stream()
              .allMatch(lane -> committed.getOrDefault(lane.getKey(), 0L) > lane.getValue());
        });
    Await.until(
        "the last commit is marked as published",
        PATIENCE,
        () -> CommitRecords.read(world).allPublished());
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }
}
