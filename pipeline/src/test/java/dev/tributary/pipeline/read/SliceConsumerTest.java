package dev.tributary.pipeline.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ledger.record.Lane;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** What KafkaIO gets of a consumer, here Kafka's own one for tests. */
final class SliceConsumerTest {
  private static final Lane LANE = new Lane("events", 3, "topic-id");
  private static final TopicPartition PARTITION = LANE.topicPartition();

  private final MockConsumer<ByteBuffer, ByteBuffer> records =
      new MockConsumer<>(OffsetResetStrategy.NONE);
  private final Consumer<byte[], byte[]> slices =
      SliceConsumer.of(records, Map.of(PARTITION, LANE.key()));

  SliceConsumerTest() {
    slices.assign(List.of(PARTITION));
    slices.seek(PARTITION, 10);
  }

  @Test
  void givesSlicesAndStandsBehindTheirRecords() {
    for (int offset = 10; offset < 10 + SliceCutter.MAX_RECORDS + 1; offset++) {
      records.addRecord(
          Slices.polled(LANE, offset, 0, ByteBuffer.allocate(1), new RecordHeaders()));
    }
    long last = 10 + SliceCutter.MAX_RECORDS;
    assertThat(slices.poll(Duration.ZERO).records(PARTITION))
        .extracting(ConsumerRecord::offset)
        .containsExactly(last - 1, last);
    assertThat(slices.position(PARTITION)).isEqualTo(last + 1);
    assertThat(slices.poll(Duration.ZERO).isEmpty()).isTrue();
  }

  @Test
  void failsAsTheConsumerDoes() {
    records.setPollException(new KafkaException("gone"));
    assertThatThrownBy(() -> slices.poll(Duration.ZERO))
        .isExactlyInstanceOf(KafkaException.class)
        .hasMessage("gone");
    slices.close();
    assertThat(records.closed()).isTrue();
  }

  /** KafkaIO's thread notices exceptions alone. */
  @Test
  void makesAnErrorAnException() {
    records.schedulePollTask(
        () -> {
          throw new OutOfMemoryError("planted");
        });
    assertThatThrownBy(() -> slices.poll(Duration.ZERO))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot read slices from Kafka: java.lang.OutOfMemoryError: planted")
        .hasCauseInstanceOf(OutOfMemoryError.class);
  }
}
