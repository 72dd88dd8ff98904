package dev.tributary.ledger.read;

import dev.tributary.ledger.kafka.PartitionRecords;
import dev.tributary.ledger.kafka.RecordRange;
import dev.tributary.ledger.record.LogRecord;
import java.util.Optional;
import java.util.function.Predicate;

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
   * The newest snapshot before an offset, which knows the lanes of what follows. None where no
   * record follows, or the log begins behind it.
   */
  public Optional<LogEntry> snapshotBefore(long offset) {
    LogEntry[] found = {null, null};
    from(
        offset,
        entry -> {
          found[0] = entry;
          return false;
        });
    if (found[0] == null || found[0].record().snapshot() < records.begin()) {
      return Optional.empty();
    }
    from(
        found[0].record().snapshot(), // a keeper's record may name one that is not the newest
        entry -> {
          boolean isBefore = entry.offset() < offset;
          if (isBefore && entry.record() instanceof LogRecord.Snapshot) {
            found[1] = entry;
          }
          return isBefore;
        });
    return Optional.ofNullable(found[1]);
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
