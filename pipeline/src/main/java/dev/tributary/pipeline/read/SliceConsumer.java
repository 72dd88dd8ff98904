package dev.tributary.pipeline.read;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * A consumer whose {@code poll} gives slices of lanes in place of records ({@link SliceCutter}),
 * and that closes at once. All else is the consumer's that it stands for: positions, ends and
 * errors are those of the records, so whoever reads on behind a slice's offset misses nothing and
 * gets nothing twice.
 *
 * <p>A proxy, since {@link Consumer} has some fifty methods, and others with each release. It costs
 * a reflective call for each poll, not for each record.
 */
final class SliceConsumer implements InvocationHandler {
  private final Consumer<ByteBuffer, ByteBuffer> records;
  private final Map<TopicPartition, String> laneKeys;

  private SliceConsumer(
      Consumer<ByteBuffer, ByteBuffer> records, Map<TopicPartition, String> laneKeys) {
    this.records = records;
    this.laneKeys = laneKeys;
  }

  /**
   * Slices what the consumer gives.
   *
   * @param records from now on nobody else may use it
   * @param laneKeys the keys of the lanes, which their slices have as keys
   */
  @SuppressWarnings("unchecked")
  static Consumer<byte[], byte[]> of(
      Consumer<ByteBuffer, ByteBuffer> records, Map<TopicPartition, String> laneKeys) {
    return (Consumer<byte[], byte[]>)
        Proxy.newProxyInstance(
            SliceConsumer.class.getClassLoader(),
            new Class<?>[] {Consumer.class},
            new SliceConsumer(records, laneKeys));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    switch (method.getName()) {
      case "poll":
        return poll(duration(arguments[0]));
      case "close": // else it waits for its last fetch, seconds
        records.close(Duration.ZERO);
        return null;
      default:
        try {
          return method.invoke(records, arguments);
        } catch (InvocationTargetException e) {
          throw e.getCause();
        }
    }
  }

  /** An error ends KafkaIO's thread without a word: the reader would have nothing for ever. */
  private ConsumerRecords<byte[], byte[]> poll(Duration within) {
    try {
      return slices(records.poll(within));
    } catch (Error e) {
      throw new IllegalStateException("Cannot read slices from Kafka: " + e, e);
    }
  }

  /** KafkaIO calls the {@code poll} of old, with milliseconds. */
  private static Duration duration(Object time) {
    return time instanceof Duration duration ? duration : Duration.ofMillis((long) time);
  }

  private ConsumerRecords<byte[], byte[]> slices(ConsumerRecords<ByteBuffer, ByteBuffer> polled) {
    if (polled.isEmpty()) {
      return ConsumerRecords.empty();
    }
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> slices = new HashMap<>();
    for (TopicPartition partition : polled.partitions()) {
      slices.put(partition, SliceCutter.cut(laneKeys.get(partition), polled.records(partition)));
    }
    return new ConsumerRecords<>(slices);
  }
}
