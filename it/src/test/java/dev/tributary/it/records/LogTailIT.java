package dev.tributary.it.records;

import static dev.tributary.it.support.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.TestBroker;
import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.kafka.TopicMaker;
import dev.tributary.ledger.read.CommitLogReader;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.read.LogEntry;
import dev.tributary.ledger.read.LogTail;
import dev.tributary.ledger.read.LogTopic;
import dev.tributary.ledger.record.LogJson;
import dev.tributary.ledger.record.LogKind;
import dev.tributary.ledger.record.LogRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The commit log on a real broker, read once and followed. */
@Timeout(120)
final class LogTailIT {
  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  @Test
  void followsFromTheNewestSnapshotAndLeavesOutWhatItDoesNotKnow() throws Exception {
    var kafka = new KafkaClients(BROKER.kafka().address(), "");
    var log = new LogAccess(kafka, "tail", "me");
    try (var admin = kafka.admin()) {
      new TopicMaker(admin).ensure(LogTopic.of(log));
    }
    append(log, snapshot(0, -1));
    append(log, new LogRecord.Published(LogRecord.FORMAT, 0, 0));
    append(log, snapshot(1, 0));
    try (var tail = new LogTail(log)) {
      assertThat(next(tail, 1)).containsExactly(new LogEntry(2, snapshot(1, 0)));
      append(log, "unheard", json("{'format':3,'snapshot':2}"));
      append(log, new LogRecord.Published(LogRecord.FORMAT, 1, 2));
      assertThat(next(tail, 1))
          .containsExactly(new LogEntry(4, new LogRecord.Published(LogRecord.FORMAT, 1, 2)));
    }
    assertThat(CommitLogReader.read(new LogAccess(kafka, "tail", "me", Set.of(3L))).sequence())
        .isEqualTo(1);
  }

  private static List<LogEntry> next(LogTail tail, int count) {
    var entries = new ArrayList<LogEntry>();
    while (entries.size() < count) { // until the test's timeout
      entries.addAll(tail.poll(Duration.ofMillis(200)));
    }
    return entries;
  }

  private static LogRecord.Snapshot snapshot(long sequence, long before) {
    return new LogRecord.Snapshot(
        LogRecord.FORMAT, sequence, before, "me", "", Map.of(), Set.of(), -1, Set.of());
  }

  private static void append(LogAccess log, LogRecord record) throws Exception {
    append(
        log,
        new String(LogKind.of(record).key(), StandardCharsets.UTF_8),
        new String(LogJson.write(record), StandardCharsets.UTF_8));
  }

  private static void append(LogAccess log, String key, String value) throws Exception {
    try (var producer = log.kafka().producer()) {
      producer
          .send(
              new ProducerRecord<>(
                  log.topic(),
                  0,
                  key.getBytes(StandardCharsets.UTF_8),
                  value.getBytes(StandardCharsets.UTF_8)))
          .get();
    }
  }
}
