package dev.tributary.pipeline.audit;

import static dev.tributary.pipeline.TestJson.json;

import dev.tributary.ledger.record.Lane;
import dev.tributary.ledger.record.LogJson;
import dev.tributary.ledger.record.LogKind;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.pipeline.audit.kafka.AuditedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Kafka's topics in memory, with the bytes that would be in them. */
final class MadeTopics implements AuditedKafka {
  final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
  final Map<String, List<ConsumerRecord<byte[], byte[]>>> lanes = new HashMap<>();
  final Map<String, Long> begins = new HashMap<>();
  long logBegin;

  /** What the log gets after it was read for the first time. */
  final List<LogRecord> later = new ArrayList<>();

  /** Appends a record to the log; a marker of a transaction takes the offset after it. */
  void append(LogRecord record) {
    try {
      byte[] value = LogJson.write(record);
      String link = link(record);
      appendBytes(record, link.isEmpty() ? value : linked(value, link));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a program that knows no chain did. */
  void appendWithoutLink(LogRecord record) {
    try {
      appendBytes(record, LogJson.write(record));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void appendBytes(LogRecord record, byte[] value) {
    long offset = log.isEmpty() ? 0 : log.get(log.size() - 1).offset() + 2;
    log.add(record("log", offset, 0, LogKind.of(record).key(), value));
  }

  private static byte[] linked(byte[] value, String link) {
    String text = new String(value, StandardCharsets.UTF_8);
    return (text.substring(0, text.length() - 1) + json(",'previous':'" + link + "'}"))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The SHA-256 of the values of what came before, by our own hand. */
  private String link(LogRecord record) throws IOException {
    String link = "";
    StringBuilder text = new StringBuilder();
    for (var before : log) {
      LogRecord read = LogKind.read(before.key(), before.value());
      String value = new String(before.value(), StandardCharsets.UTF_8) + "\n";
      if (record instanceof LogRecord.Keeping && read instanceof LogRecord.Keeping) {
        link = sha256(value);
      } else if (record instanceof LogRecord.State && read instanceof LogRecord.NonRows) {
        text.append(value);
      } else if (record instanceof LogRecord.State && read instanceof LogRecord.State) {
        link = sha256(text + value);
        text.setLength(0);
      }
    }
    return link;
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "%064x".formatted(new BigInteger(1, digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Changes the records of one lane. */
  void change(String lane, UnaryOperator<List<ConsumerRecord<byte[], byte[]>>> change) {
    lanes.compute(lane, (key, records) -> change.apply(records));
  }

  void add(Lane lane, long offset, long millis, byte[] value) {
    lanes
        .computeIfAbsent(lane.key(), key -> new ArrayList<>())
        .add(record(lane.topic(), offset, millis, new byte[0], value));
  }

  static ConsumerRecord<byte[], byte[]> record(
      String topic, long offset, long millis, byte[] key, byte[] value) {
    return new ConsumerRecord<>(
        topic,
        0,
        offset,
        millis,
        TimestampType.LOG_APPEND_TIME,
        key.length,
        value.length,
        key,
        value,
        new RecordHeaders(),
        Optional.empty());
  }

  @Override
  public OpenRange log() {
    var now = new Range(List.copyOf(log), logBegin);
    List.copyOf(later).forEach(this::append);
    later.clear();
    return now;
  }

  @Override
  public Optional<OpenRange> lane(Lane lane) {
    return Optional.ofNullable(lanes.get(lane.key()))
        .map(records -> new Range(records, begins.getOrDefault(lane.key(), 0L)));
  }

  @Override
  public boolean isCompacted(String topic) {
    return false;
  }

  @Override
  public void close() {}

  private record Range(List<ConsumerRecord<byte[], byte[]>> records, long begin)
      implements OpenRange {
    @Override
    public long end() {
      return records.isEmpty() ? 0 : records.get(records.size() - 1).offset() + 2;
    }

    @Override
    public void fromWhile(long offset, Predicate<ConsumerRecord<byte[], byte[]>> each) {
      for (ConsumerRecord<byte[], byte[]> record : records) {
        if (record.offset() >= Math.max(begin, offset) && !each.test(record)) {
          return;
        }
      }
    }

    @Override
    public void close() {}
  }
}
