package dev.tributary.ledger.read;

import dev.tributary.ledger.record.LogRecord;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The whole log, what stands for its trimmed part first, and then what is added to it, read as its
 * owner reads it: a record that can't be read is an {@link UnreadableLogException}. One thread;
 * close it after use.
 */
public final class WholeLog implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);

  private final LogAccess log;
  private final TopicPartition partition;
  private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
  private List<LogRecord> trimmed;

  /** Of a log that was never trimmed. */
  public WholeLog(LogAccess access) {
    this(access, LogCheckpoint.NONE);
  }

  /**
   * Of the log, without the records that an operator said are none.
   *
   * @param checkpoint what stands for its trimmed part
   */
  public WholeLog(LogAccess access, LogCheckpoint checkpoint) {
    trimmed = checkpoint.records();
    log = access.skipping(CommitLogReader.read(access).skipped());
    partition = log.partition();
    consumer = log.kafka().consumer();
    try {
      consumer.assign(List.of(partition));
      checkpoint.checkReaches(
          log.topic(), consumer.beginningOffsets(List.of(partition)).get(partition));
      consumer.seek(partition, checkpoint.offset());
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /**
   * Gives out what is there now and was not given out before.
   *
   * @param atLeast the offset of a record that is committed: it is waited for
   */
  public void readOn(long atLeast, Consumer<LogEntry> out) {
    trimmed.forEach(record -> out.accept(new LogEntry(LogRecord.NO_SNAPSHOT, record)));
    trimmed = List.of();
    long end = Math.max(atLeast + 1, consumer.endOffsets(List.of(partition)).get(partition));
    while (consumer.position(partition) < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (!log.skips(record.offset())) {
          out.accept(LogRecords.read(log, record));
        }
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
