package dev.tributary.pipeline.replay;

import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.pipeline.lane.ReplayHeader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Puts dead letters back on their topics: each record with its mark in one transaction (KIP-98),
 * many of them in several. Whoever opens a second one ends the first.
 */
final class ReplayWriter implements AutoCloseable {
  private static final int MAX_RECORDS = 500;
  private static final long MAX_BYTES = 8L << 20;

  private final String pipeline;
  private final Producer<byte[], byte[]> producer;
  private final AtomicReference<String> failure = new AtomicReference<>();
  private int records;
  private long bytes;

  /** Takes the transactional id. What others committed before is visible after it. */
  ReplayWriter(KafkaClients kafka, String pipeline) {
    this.pipeline = pipeline;
    producer = kafka.transactionalProducer(pipeline + ".replay");
    try {
      producer.initTransactions();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Puts one back, in the lane of its id; without an id, of its old position. */
  void put(DeadLetter letter) {
    if (records == 0) {
      producer.beginTransaction();
    }
    String position = letter.position().toString();
    String key = PartialEnvelope.of(letter.value()).id().orElse(position);
    var record =
        new ProducerRecord<>(
            letter.position().topic(), key.getBytes(StandardCharsets.UTF_8), letter.value());
    record.headers().add(ReplayHeader.NAME, ReplayHeader.write(letter.position()));
    try {
      producer.send(record, (metadata, e) -> note(position, e));
      producer.send(ReplayMarks.mark(pipeline, letter), (metadata, e) -> note(position, e));
    } catch (KafkaException e) {
      note(position, e);
      throw refused(e);
    }
    records++;
    bytes += letter.value().length;
    if (records >= MAX_RECORDS || bytes >= MAX_BYTES) {
      commit();
    }
  }

  private void note(String position, Exception e) {
    if (e != null) {
      failure.compareAndSet(null, position + ": " + e.getMessage());
    }
  }

  /** Commits what was put since the last commit. */
  void commit() {
    if (records == 0) {
      return;
    }
    try {
      producer.commitTransaction();
    } catch (KafkaException e) {
      throw refused(e);
    }
    records = 0;
    bytes = 0;
  }

  private IllegalStateException refused(KafkaException e) {
    if (e instanceof ProducerFencedException || e instanceof InvalidProducerEpochException) {
      return new IllegalStateException(
          "Another replay of " + pipeline + " was started and goes on instead of this one", e);
    }
    if (!(e instanceof AuthorizationException)) {
      abort();
    }
    String what = failure.get() == null ? e.getMessage() : failure.get();
    return new IllegalStateException(
        "Cannot replay "
            + what
            + ". What was replayed before has its mark: it is safe to type the command again",
        e);
  }

  /** Else readers wait for the transaction's timeout. */
  private void abort() {
    try {
      producer.abortTransaction();
    } catch (KafkaException e) {
      // the timeout does it
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }
}
