package dev.tributary.pipeline.commit;

import dev.tributary.ledger.read.ChainTip;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.record.ChainLink;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LogJson;
import dev.tributary.ledger.record.LogKind;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.NonRowOffsets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Appends to the log's topic. A state goes in one Kafka transaction with the records that belong to
 * it and with the group's offsets (KIP-98); marks go alone. Each state has the hash of the one
 * before.
 */
final class KafkaLogWriter implements LogWriter {
  private final LogAccess log;
  private final Producer<byte[], byte[]> transactional;
  private final Producer<byte[], byte[]> plain;

  /** Null before the first append: then the log says what it is. */
  private ChainLink link;

  /** Takes the transactional id: aborts what its last holder left open, and fences it. */
  KafkaLogWriter(LogAccess log) {
    this.log = log;
    transactional = log.kafka().transactionalProducer(log.name());
    plain = log.kafka().producer();
    try {
      transactional.initTransactions();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public long append(
      LogRecord.State state, List<NonRowOffsets> nonRows, Collection<LanePosition> positions) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    positions.forEach(
        position ->
            offsets.put(
                position.lane().topicPartition(), new OffsetAndMetadata(position.offset())));
    if (link == null) {
      link = ChainTip.ofStates(log);
    }
    List<byte[]> values = new ArrayList<>();
    transactional.beginTransaction();
    for (NonRowOffsets part : nonRows) {
      var record =
          new LogRecord.NonRows(LogRecord.FORMAT, state.sequence(), state.snapshot(), part);
      values.add(value(record));
      transactional.send(record(log, record, values.get(values.size() - 1)));
    }
    values.add(link.addedTo(value(state)));
    Future<RecordMetadata> appended =
        transactional.send(record(log, state, values.get(values.size() - 1)));
    transactional.sendOffsetsToTransaction(offsets, new ConsumerGroupMetadata(log.group()));
    transactional.commitTransaction(); // throws where one of the records failed
    link = ChainLink.to(values);
    return await(log, appended).offset();
  }

  @Override
  public void mark(LogRecord.Published mark) {
    send(log, plain, mark);
  }

  /** Sends what is no state, by any producer: it is true whoever owns the log. */
  static void send(LogAccess log, Producer<byte[], byte[]> plain, LogRecord record) {
    await(log, plain.send(record(log, record, value(record))));
  }

  private static ProducerRecord<byte[], byte[]> record(
      LogAccess log, LogRecord record, byte[] value) {
    return new ProducerRecord<>(log.topic(), 0, LogKind.of(record).key(), value);
  }

  private static byte[] value(LogRecord record) {
    try {
      return LogJson.write(record);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write a log record as JSON", e);
    }
  }

  private static RecordMetadata await(LogAccess log, Future<RecordMetadata> sent) {
    try {
      return sent.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot append to " + log.topic(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Cannot append to " + log.topic() + ": interrupted", e);
    }
  }

  @Override
  public void close() {
    transactional.close(Duration.ZERO);
    plain.close(Duration.ofSeconds(1));
  }
}
