package dev.tributary.ledger.read;

import dev.tributary.ledger.kafka.PartitionRecords;
import dev.tributary.ledger.kafka.RecordRange;
import dev.tributary.ledger.record.ChainLink;
import dev.tributary.ledger.record.LogKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The link that the next record of the log gets. Values are hashed as they are. */
public final class ChainTip {
  private final List<byte[]> parts = new ArrayList<>();
  private ChainLink tip = ChainLink.NONE;

  private ChainTip() {}

  /** To the newest state and what belongs to it. Whoever may write states calls it. */
  public static ChainLink ofStates(LogAccess log) {
    PreparedTransaction.awaitEnd(log);
    try (var records = new PartitionRecords(log.kafka(), log.partition())) {
      return ofStates(log, records);
    }
  }

  static ChainLink ofStates(LogAccess log, RecordRange records) {
    Optional<SnapshotChain.Link> newest = new SnapshotChain(log, records).newest();
    if (newest.isEmpty()) {
      return ChainLink.NONE;
    }
    LogAccess trusted = log.skipping(newest.get().snapshot().skipped());
    var chain = new ChainTip();
    records.from(
        newest.get().offset(),
        record -> {
          if (!trusted.skips(record.offset())) {
            chain.add(record);
          }
        });
    return chain.tip;
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    if (isOf(LogKind.NON_ROWS, record)) {
      parts.add(record.value());
    } else if (isOf(LogKind.COMMIT, record) || isOf(LogKind.SNAPSHOT, record)) {
      parts.add(record.value());
      tip = ChainLink.to(parts);
      parts.clear();
    }
  }

  private static boolean isOf(LogKind kind, ConsumerRecord<byte[], byte[]> record) {
    return record.key() != null
        && record.value() != null
        && new String(record.key(), StandardCharsets.UTF_8)
            .equalsIgnoreCase(new String(kind.key(), StandardCharsets.UTF_8));
  }

  /** To the record at an offset of the log. */
  public static ChainLink ofRecord(LogAccess log, long offset) {
    ChainLink[] found = {ChainLink.NONE};
    try (var records = new PartitionRecords(log.kafka(), log.partition())) {
      records.fromWhile(
          offset,
          record -> {
            if (record.offset() == offset) {
              found[0] = ChainLink.to(List.of(record.value()));
            }
            return false;
          });
    }
    return found[0];
  }
}
