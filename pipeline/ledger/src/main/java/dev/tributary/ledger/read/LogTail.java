package dev.tributary.ledger.read;

import dev.tributary.ledger.kafka.PartitionRecords;
import dev.tributary.ledger.record.LogKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;

/**
 * Follows the commit log: gives out what was committed, from the newest snapshot on. For programs
 * that only look: what they can't read, a newer program may have written, and it is left out. The
 * log's topic must be there. One thread.
 */
public final class LogTail implements AutoCloseable {
  private final LogAccess log;
  private final Consumer<byte[], byte[]> consumer;
  private final long endAtStart;

  /** Follows the log from its newest snapshot on, or from its begin where none is found. */
  public LogTail(LogAccess log) {
    this(log, Instant.MAX);
  }

  private LogTail(LogAccess log, Instant since) {
    this.log = log;
    long newest = start(log);
    consumer = log.kafka().consumer();
    try {
      consumer.assign(List.of(log.partition()));
      endAtStart = consumer.endOffsets(List.of(log.partition())).get(log.partition());
      consumer.seek(log.partition(), Math.min(newest, firstSince(since)));
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /** Follows the log from the first record that is not older, or from before that. */
  public static LogTail since(LogAccess log, Instant time) {
    return new LogTail(log, time);
  }

  private long firstSince(Instant time) {
    if (time.equals(Instant.MAX)) {
      return Long.MAX_VALUE;
    }
    OffsetAndTimestamp first =
        consumer.offsetsForTimes(Map.of(log.partition(), time.toEpochMilli())).get(log.partition());
    return first == null ? Long.MAX_VALUE : first.offset();
  }

  private static long start(LogAccess log) {
    try (var records = new PartitionRecords(log.kafka(), log.partition())) {
      try {
        return new SnapshotChain(log, records)
            .newest()
            .map(SnapshotChain.Link::offset)
            .orElse(records.begin());
      } catch (UnreadableLogException newer) {
        return records.begin();
      }
    }
  }

  /** The next records, oldest first; none when none came in that time. */
  public List<LogEntry> poll(Duration wait) {
    List<LogEntry> entries = new ArrayList<>();
    try {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
        if (record.key() != null && record.value() != null && !log.skips(record.offset())) {
          LogKind.follow(record.key(), record.value())
              .ifPresent(read -> entries.add(new LogEntry(record.offset(), read)));
        }
      }
    } catch (OffsetOutOfRangeException trimmed) {
      consumer.seekToBeginning(List.of(log.partition()));
    }
    return entries;
  }

  /** Whether it gave out all that the log had when this began to follow it. */
  public boolean hasCaughtUp() {
    return consumer.position(log.partition()) >= endAtStart;
  }

  /** The offset of the next record that {@link #poll} may give out. */
  public long position() {
    return consumer.position(log.partition());
  }

  /** The offset after the last record that is committed now. */
  public long end() {
    return consumer.endOffsets(List.of(log.partition())).get(log.partition());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
