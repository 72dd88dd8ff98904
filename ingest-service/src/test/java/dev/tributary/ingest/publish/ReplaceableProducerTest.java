package dev.tributary.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real producers that reach no broker: when one is given up, and when not. */
final class ReplaceableProducerTest {
  private static final RecordMetadata FIRST = at(0);
  private static final RecordMetadata SECOND = at(1);

  private final List<KafkaProducer<byte[], byte[]>> made = new ArrayList<>();
  private long nanos = Long.MAX_VALUE - 5; // a clock may turn over
  private final ReplaceableProducer producer = new ReplaceableProducer(this::make, () -> nanos);

  @BeforeEach
  void open() {
    producer.open();
  }

  private KafkaProducer<byte[], byte[]> make() {
    var one =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", "127.0.0.1:1"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    made.add(one);
    return one;
  }

  private static RecordMetadata at(int partition) {
    return new RecordMetadata(new TopicPartition("events", partition), -1, 0, -1, -1, -1);
  }

  @AfterEach
  void close() {
    made.forEach(one -> one.close(Duration.ZERO));
  }

  private void pass(int seconds) {
    nanos += Duration.ofSeconds(seconds).toNanos();
  }

  @Test
  void replacesOneThatBringsNothingToAPartitionForTenSeconds() {
    producer.failed(FIRST);
    pass(9);
    producer.failed(FIRST);
    producer.replaceIfStuck();
    assertThat(made).hasSize(1);

    pass(2);
    producer.replaceIfStuck();
    assertThat(made).hasSize(2);
  }

  @Test
  void keepsOneThatGotARecordThereInBetween() {
    producer.failed(FIRST);
    pass(9);
    producer.succeeded(FIRST);
    producer.failed(FIRST);
    pass(9);
    producer.replaceIfStuck();

    assertThat(made).hasSize(1);
  }

  @Test
  void looksAtEachPartitionByItself() {
    producer.failed(FIRST);
    pass(11);
    producer.succeeded(SECOND);
    producer.replaceIfStuck();

    assertThat(made).hasSize(2);
  }

  @Test
  void countsNothingThatFailedWhileKafkaWasAway() {
    producer.failed(FIRST);
    pass(60);
    producer.forgetFailures();
    producer.replaceIfStuck();

    assertThat(made).hasSize(1);
  }

  @Test
  void givesTheNextOneItsTenSecondsToo() {
    producer.failed(FIRST);
    pass(11);
    producer.replaceIfStuck();
    producer.failed(FIRST);
    pass(9);
    producer.replaceIfStuck();
    assertThat(made).hasSize(2);

    pass(2);
    producer.replaceIfStuck();
    assertThat(made).hasSize(3);
  }
}
