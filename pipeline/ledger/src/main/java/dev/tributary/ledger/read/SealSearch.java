package dev.tributary.ledger.read;

import dev.tributary.ledger.kafka.PartitionRecords;
import dev.tributary.ledger.kafka.RecordRange;
import dev.tributary.ledger.record.LogRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Finds the newest {@code sealed} record, from the log's end backwards. A pipeline that runs seals
 * each hour, so it lies near the end, however long the log is; behind a lane that stopped it may
 * lie far back.
 */
public final class SealSearch {
  private SealSearch() {}

  /** What is sealed; none where no hour is. */
  public static Optional<LogRecord.Sealed> newest(LogAccess log) {
    return newest(log, () -> false);
  }

  /**
   * What is sealed; none where no hour is, or where the search ended before it.
   *
   * @param isOver whether to end the search, asked at each snapshot
   */
  public static Optional<LogRecord.Sealed> newest(LogAccess log, BooleanSupplier isOver) {
    PreparedTransaction.awaitEnd(log);
    try (var records = new PartitionRecords(log.kafka(), log.partition())) {
      return newest(log, records, isOver);
    }
  }

  static Optional<LogRecord.Sealed> newest(
      LogAccess log, RecordRange records, BooleanSupplier isOver) {
    var chain = new SnapshotChain(log, records);
    Optional<SnapshotChain.Link> link = chain.newest();
    LogAccess trusted = link.map(newest -> log.skipping(newest.snapshot().skipped())).orElse(log);
    long end = records.end();
    while (link.isPresent()) {
      Optional<LogRecord.Sealed> found = latest(trusted, records, link.get().offset(), end);
      if (found.isPresent()) {
        return found;
      }
      if (isOver.getAsBoolean()) {
        return Optional.empty();
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
