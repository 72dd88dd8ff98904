package dev.tributary.it.bench;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills topics for a benchmark: Kafka has all that was sent, or {@link #close} throws. */
public final class TopicFiller implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private volatile Exception failure;

  /** Of this broker's topics. */
  public TopicFiller(String kafka) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", kafka,
            "acks", "all",
            "linger.ms", "20",
            "batch.size", "262144",
            "compression.type", "lz4");
    producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Into this partition, without a key. */
  public void send(String topic, int partition, byte[] value) {
    send(new ProducerRecord<>(topic, partition, null, value));
  }

  /** Into the partition of the key. */
  public void send(String topic, String key, String value) {
    send(
        new ProducerRecord<>(
            topic, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8)));
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    producer.send(
        record,
        (place, failed) -> {
          if (failed != null) {
            failure = failed;
          }
        });
  }

  @Override
  public void close() {
    producer.close();
    if (failure != null) {
      throw new IllegalStateException("Kafka did not take each record", failure);
    }
  }
}
