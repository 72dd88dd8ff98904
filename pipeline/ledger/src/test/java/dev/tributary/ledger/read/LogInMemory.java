package dev.tributary.ledger.read;

import dev.tributary.ledger.kafka.RecordRange;
import dev.tributary.ledger.record.LogJson;
import dev.tributary.ledger.record.LogKind;
import dev.tributary.ledger.record.LogRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The topic of a log, in memory: its records, and gaps where Kafka has markers. */
public abstract class LogInMemory implements RecordRange {
  private final TreeMap<Long, ConsumerRecord<byte[], byte[]>> records = new TreeMap<>();
  private final String topic;
  private long begin;
  private long end;
  private int read;

  protected LogInMemory(String topic) {
    this.topic = topic;
  }

  /** Appends a record, and so many markers of transactions. */
  protected final void append(LogRecord record, int markers) {
    try {
      append(LogKind.of(record).key(), LogJson.write(record), markers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  protected final void append(byte[] key, byte[] value, int markers) {
    records.put(end, new ConsumerRecord<>(topic, 0, end, key, value));
    end += 1 + markers;
  }

  /** Deletes all before an offset. */
  public final void deleteBefore(long offset) {
    begin = offset;
    records.headMap(offset).clear();
  }

  /** How many records were given out. */
  public final int read() {
    return read;
  }

  @Override
  public final long begin() {
    return begin;
  }

  @Override
  public final long end() {
    return end;
  }

  @Override
  public final void fromWhile(long offset, Predicate<ConsumerRecord<byte[], byte[]>> each) {
    for (var record : records.tailMap(offset).values()) {
      read++;
      if (!each.test(record)) {
        return;
      }
    }
  }
}
