package dev.tributary.ledger.read;

import dev.tributary.ledger.kafka.RecordRange;
import dev.tributary.ledger.record.LogRecord;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The snapshots of the log, from the newest one backwards: each names the one before it. What is
 * read of the log begins at one of them.
 */
final class SnapshotChain {
  private static final long FIRST_STEP = 200;
  private static final int STEP_GROWTH = 10;

  private final LogAccess log;
  private final RecordRange records;

  /** One snapshot, and where it is. */
  record Link(long offset, LogRecord.Snapshot snapshot) {}

  SnapshotChain(LogAccess log, RecordRange records) {
    this.log = log;
    this.records = records;
  }

  /**
   * The newest snapshot; none where the log is empty. Transaction markers take offsets, so it steps
   * backwards until a record is found.
   */
  Optional<Link> newest() {
    for (long step = FIRST_STEP; ; step *= STEP_GROWTH) {
      long from = Math.max(records.begin(), records.end() - step);
      var last = new Last();
      records.from(from, last::take);
      if (last.record != null) {
        return Optional.of(newest(LogRecords.read(log, last.record)));
      }
      if (from == records.begin()) {
        return Optional.empty();
      }
    }
  }

  /** The last record that was not skipped; only that one is read. */
  private final class Last {
    private ConsumerRecord<byte[], byte[]> record;

    void take(ConsumerRecord<byte[], byte[]> next) {
      record = log.skips(next.offset()) ? record : next;
    }
  }

  private Link newest(LogEntry last) {
    return last.record() instanceof LogRecord.Snapshot snapshot
        ? new Link(last.offset(), snapshot)
        : at(last.record().snapshot(), last.offset());
  }

  /** The snapshot before; none where the log begins with this one, or was trimmed behind it. */
  Optional<Link> before(Link link) {
    long offset = link.snapshot().snapshot();
    return offset < records.begin() ? Optional.empty() : Optional.of(at(offset, link.offset()));
  }

  /** The newest one that the rule is true of, or the oldest. */
  Link back(Link from, Predicate<LogRecord.Snapshot> rule) {
    Link link = from;
    while (!rule.test(link.snapshot())) {
      Optional<Link> before = before(link);
      if (before.isEmpty()) {
        return link;
      }
      link = before.get();
    }
    return link;
  }

  private Link at(long offset, long namedAt) {
    if (offset < records.begin() || offset >= namedAt) {
      throw LogRecords.unreadable(log, namedAt, "it names no snapshot of the log: " + offset);
    }
    var found = new Last();
    records.fromWhile(
        offset,
        record -> {
          if (record.offset() == offset) {
            found.take(record);
          }
          return false;
        });
    if (found.record == null
        || !(LogRecords.read(log, found.record).record() instanceof LogRecord.Snapshot snapshot)) {
      throw LogRecords.unreadable(log, namedAt, "no snapshot is at the offset it names: " + offset);
    }
    return new Link(offset, snapshot);
  }
}
