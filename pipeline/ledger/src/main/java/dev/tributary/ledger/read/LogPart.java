package dev.tributary.ledger.read;

import dev.tributary.ledger.kafka.PartitionRecords;
import dev.tributary.ledger.kafka.RecordRange;
import dev.tributary.ledger.record.LogRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A part of the log, from any offset on and as far as it goes at a moment, read as its owner reads
 * it: a record that can't be read is an {@link UnreadableLogException}. One thread; close it after
 * use.
 */
public final class LogPart implements AutoCloseable {
  private final LogAccess log;
  private final RecordRange records;
  private final AutoCloseable closing;

  /** Of the log, without the records that an operator said are none. */
  public static LogPart of(LogAccess access) {
    LogAccess trusted = access.skipping(CommitLogReader.read(access).skipped());
    var records = new PartitionRecords(access.kafka(), access.partition());
    return new LogPart(trusted, records, records);
  }

  /** Of these records. */
  public LogPart(LogAccess log, RecordRange records) {
    this(log, records, () -> {});
  }

  private LogPart(LogAccess log, RecordRange records, AutoCloseable closing) {
    this.log = log;
    this.records = records;
    this.closing = closing;
  }

  String topic() {
    return log.topic();
  }

  /** The first offset that the log holds. */
  public long begin() {
    return records.begin();
  }

  /** The offset after its last record. */
  public long end() {
    return records.end();
  }

  /** Gives out the records from an offset on, for as long as there is use for more. */
  public void from(long offset, Predicate<LogEntry> each) {
    records.fromWhile(
        offset, record -> log.skips(record.offset()) || each.test(LogRecords.read(log, record)));
  }

  /**
   * The snapshot before an offset, which knows the lanes of the commits behind it. None where the
   * first commit from there on has its snapshot behind the offset too.
   */
  public Optional<LogEntry> snapshotBefore(long offset) {
    List<LogEntry> commits = new ArrayList<>(1);
    from(
        offset,
        entry -> {
          boolean isState = entry.record() instanceof LogRecord.State;
          if (isState) {
            commits.add(entry);
          }
          return !isState;
        });
    return commits.stream()
        .findFirst()
        .map(first -> first.record().snapshot())
        .filter(before -> before >= records.begin() && before < offset)
        .flatMap(this::at);
  }

  private Optional<LogEntry> at(long offset) {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>(1);
    records.fromWhile(
        offset,
        record -> {
          found.add(record);
          return false;
        });
    return found.stream()
        .findFirst()
        .filter(record -> record.offset() == offset)
        .map(record -> LogRecords.read(log, record));
  }

  @Override
  public void close() {
    try {
      closing.close();
    } catch (Exception e) {
      throw new IllegalStateException("Cannot close the consumer of " + log.topic(), e);
    }
  }
}
