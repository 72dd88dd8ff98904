package dev.tributary.ledger.read;

import dev.tributary.ledger.kafka.PartitionRecords;
import dev.tributary.ledger.kafka.RecordRange;
import dev.tributary.ledger.record.LogRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the newest {@code sealed} record, from the log's end backwards. A pipeline that runs seals
 * each hour, so it lies near the end, however long the log is.
 */
public final class SealSearch {
  /** Behind so many snapshots nothing is sealed: more than a day of a busy pipeline. */
  private static final int MOST_SNAPSHOTS = 500;

  private SealSearch() {}

  /** What is sealed; none where no hour is, or only long before the log's end. */
  public static Optional<LogRecord.Sealed> newest(LogAccess log) {
    PreparedTransaction.awaitEnd(log);
    try (var records = new PartitionRecords(log.kafka(), log.partition())) {
      return newest(log, records);
    }
  }

  static Optional<LogRecord.Sealed> newest(LogAccess log, RecordRange records) {
    var chain = new SnapshotChain(log, records);
    Optional<SnapshotChain.Link> link = chain.newest();
    LogAccess trusted = link.map(newest -> log.skipping(newest.snapshot().skipped())).orElse(log);
    long end = records.end();
    for (int i = 0; i < MOST_SNAPSHOTS && link.isPresent(); i++) {
      Optional<LogRecord.Sealed> found = latest(trusted, records, link.get().offset(), end);
      if (found.isPresent()) {
        return found;
      }
      end = link.get().offset();
      link = chain.before(link.get());
    }
    return Optional.empty();
  }

  /** A launch that was frozen may have written an earlier time behind a later one. */
  private static Optional<LogRecord.Sealed> latest(
      LogAccess log, RecordRange records, long from, long end) {
    List<LogRecord.Sealed> found = new ArrayList<>();
    records.fromWhile(
        from,
        record -> {
          if (record.offset() < end
              && !log.skips(record.offset())
              && LogRecords.read(log, record).record() instanceof LogRecord.Sealed sealed) {
            found.add(sealed);
          }
          return record.offset() < end;
        });
    return found.stream().max(Comparator.comparing(LogRecord.Sealed::end));
  }
}
