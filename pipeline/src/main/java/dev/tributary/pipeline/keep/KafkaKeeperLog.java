package dev.tributary.pipeline.keep;

import dev.tributary.ledger.read.ChainTip;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.read.LogCheckpoint;
import dev.tributary.ledger.read.LogEntry;
import dev.tributary.ledger.read.WholeLog;
import dev.tributary.ledger.record.ChainLink;
import dev.tributary.ledger.record.LogJson;
import dev.tributary.ledger.record.LogKind;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.pipeline.job.LaunchEndedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The keeper's log in Kafka. It has a transactional ID of its own, so that a newer keeper fences it
 * and the pipeline does not.
 */
final class KafkaKeeperLog implements KeeperLog {
  private static final Duration CLOSE = Duration.ofSeconds(1);

  private final LogAccess log;
  private final WholeLog records;
  private final LakePartitions lake = new LakePartitions();
  private long newest = -1;
  private Producer<byte[], byte[]> producer;

  private KafkaKeeperLog(LogAccess log, LogCheckpoint checkpoint) {
    this.log = log;
    this.records = new WholeLog(log, checkpoint);
  }

  /**
   * Fences the keeper before, and reads the log.
   *
   * @param checkpoint what stands for the log's trimmed part
   */
  static KafkaKeeperLog take(LogAccess log, LogCheckpoint checkpoint) {
    fence(log).close(CLOSE); // else a transaction that it left open would be waited for
    KafkaKeeperLog taken = follow(log, checkpoint);
    try {
      taken.become();
      return taken;
    } catch (RuntimeException e) {
      taken.close();
      throw e;
    }
  }

  /**
   * Reads the log, and is not the keeper yet.
   *
   * @param checkpoint what stands for the log's trimmed part
   */
  static KafkaKeeperLog follow(LogAccess log, LogCheckpoint checkpoint) {
    var followed = new KafkaKeeperLog(log, checkpoint);
    try {
      followed.refresh();
      return followed;
    } catch (RuntimeException e) {
      followed.close();
      throw e;
    }
  }

  /** Fences the keeper before. */
  void become() {
    leave();
    producer = fence(log);
    refresh();
    append(
        new LogRecord.Keeper(LogRecord.FORMAT, snapshot(), log.owner(), Instant.now().toString()));
  }

  private static Producer<byte[], byte[]> fence(LogAccess log) {
    Producer<byte[], byte[]> producer = log.kafka().transactionalProducer(log.keeper());
    try {
      producer.initTransactions();
      return producer;
    } catch (RuntimeException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
  }

  /** Appends nothing more, and can still read. */
  void leave() {
    if (producer != null) {
      producer.close(CLOSE);
      producer = null;
    }
  }

  @Override
  public LakePartitions lake() {
    return lake;
  }

  @Override
  public String owner() {
    return log.owner();
  }

  private void add(LogEntry entry) {
    lake.add(entry);
    newest = entry.record() instanceof LogRecord.Keeping ? entry.offset() : newest;
  }

  @Override
  public void refresh() {
    records.readOn(-1, this::add);
  }

  @Override
  public void check() {
    refresh();
    if (!lake.keeper().equals(log.owner())) {
      throw LaunchEndedException.because(
          "Keeper "
              + log.owner()
              + " ends: keeper "
              + lake.keeper()
              + " has the lake of "
              + log.name()
              + ". Run one compaction of a name at a time.");
    }
  }

  @Override
  public void append(LogRecord.Keeping record) {
    try {
      ChainLink link = newest < 0 ? ChainLink.NONE : ChainTip.ofRecord(log, newest);
      byte[] value = link.addedTo(LogJson.write(record));
      producer.beginTransaction();
      var sent =
          producer.send(new ProducerRecord<>(log.topic(), 0, LogKind.of(record).key(), value));
      producer.commitTransaction();
      records.readOn(sent.get().offset(), this::add);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write a log record as JSON", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot append to " + log.topic(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Cannot append to " + log.topic() + ": interrupted", e);
    }
  }

  @Override
  public void close() {
    leave();
    records.close();
  }
}
