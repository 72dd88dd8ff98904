package dev.tributary.pipeline.audit;

import dev.tributary.ledger.kafka.RecordRange;
import dev.tributary.ledger.read.LogEntry;
import dev.tributary.ledger.record.HivePath;
import dev.tributary.ledger.record.LogKind;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.pipeline.audit.found.Fault;
import dev.tributary.pipeline.audit.found.Findings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads a commit log as it is, correct or not, from its begin to its end of a moment. A first pass
 * learns what the second one must know before: records that an operator said are none, and rows
 * that need not be in the lake any more.
 */
final class LogScan {
  private final Findings findings;
  private final ChainCheck chain;
  private final Set<Long> skipped = new HashSet<>();
  private final Map<String, Long> forgottenAt = new HashMap<>();
  private final Map<String, Long> expiredAt = new HashMap<>();
  private final Set<String> dropped = new HashSet<>();
  private final Set<String> types = new HashSet<>();
  private long sequence = -1;

  LogScan(Findings findings, ChainHead written) {
    this.findings = findings;
    this.chain = new ChainCheck(findings, written);
  }

  /** The first pass. */
  void learn(RecordRange log) {
    log.from(log.begin(), record -> read(record, problem -> {}, entry -> learn(entry.record())));
  }

  private void learn(LogRecord record) {
    if (record instanceof LogRecord.State state) {
      sequence = state.sequence();
    }
    if (record instanceof LogRecord.Snapshot snapshot) {
      skipped.addAll(snapshot.skipped());
      types.removeAll(snapshot.eventTypes());
      types.forEach(type -> forgottenAt.put(type, snapshot.sequence()));
      types.clear();
      types.addAll(snapshot.eventTypes());
    } else if (record instanceof LogRecord.Commit commit) {
      commit.batch().files().forEach(file -> file.eventType().ifPresent(types::add));
    } else if (record instanceof LogRecord.Swapped swapped && isAdoption(swapped)) {
      swapped.from().files().stream().map(HivePath::homeOf).forEach(dropped::add);
    } else if (record instanceof LogRecord.Expired expired) {
      expiredAt.put(expired.partition(), sequence);
    }
  }

  /** Whether an operator took the lake as it was, rather than a keeper rewrote it. */
  static boolean isAdoption(LogRecord.Swapped swapped) {
    return swapped.owner().isEmpty();
  }

  /** Gives out the records from the offset on; what can't be read is found. */
  void each(RecordRange log, long from, Consumer<LogEntry> out) {
    log.from(
        Math.max(from, log.begin()),
        record -> {
          if (!skipped.contains(record.offset())) {
            read(
                record,
                problem -> findings.add(Fault.LOG, "offset " + record.offset(), problem),
                entry -> {
                  follow(record.value(), entry);
                  out.accept(entry);
                });
          }
        });
  }

  private void follow(byte[] value, LogEntry entry) {
    try {
      chain.add(entry.offset(), value, entry.record());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read again what was read", e);
    }
  }

  /** The hashes of what was given out. */
  ChainCheck chain() {
    return chain;
  }

  private static void read(
      ConsumerRecord<byte[], byte[]> record, Consumer<String> problem, Consumer<LogEntry> out) {
    if (record.key() == null || record.value() == null) {
      problem.accept("the record has no key or no value");
      return;
    }
    LogRecord read;
    try {
      read = LogKind.read(record.key(), record.value());
    } catch (IOException | IllegalArgumentException e) {
      problem.accept("the record can't be read: " + e.getMessage());
      return;
    }
    out.accept(new LogEntry(record.offset(), read));
  }

  /** Whether rows of a file that this commit made need not be in the lake any more. */
  boolean excuses(long commit, StagedFile file) {
    String path = file.path();
    return file.eventType().filter(type -> isForgotten(type, commit)).isPresent()
        || expiredAt.getOrDefault(HivePath.partitionOf(path), -1L) >= commit
        || dropped.contains(HivePath.homeOf(path));
  }

  private boolean isForgotten(String eventType, long commit) {
    return forgottenAt.getOrDefault(eventType, -1L) >= commit;
  }

  /** Files that an operator said are gone, with {@code --adopt}. */
  Set<String> dropped() {
    return dropped;
  }

  /** Event types that were forgotten. */
  Set<String> forgotten() {
    return forgottenAt.keySet();
  }

  /** The newest state. */
  long sequence() {
    return sequence;
  }
}
