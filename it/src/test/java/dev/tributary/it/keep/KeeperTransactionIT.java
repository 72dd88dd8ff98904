package dev.tributary.it.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.support.Await;
import dev.tributary.it.support.TestBroker;
import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.kafka.TopicMaker;
import dev.tributary.ledger.read.CommitLogReader;
import dev.tributary.ledger.read.CommitState;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.read.LogTopic;
import dev.tributary.ledger.record.LogJson;
import dev.tributary.ledger.record.LogKind;
import dev.tributary.ledger.record.LogRecord;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A keeper that stands still inside a transaction hides no commit from who reads the state. */
final class KeeperTransactionIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  @Test
  void isAwaitedByWhoReadsTheState() throws Exception {
    var kafka = KafkaClients.of(BROKER.kafka().address(), "");
    var log = new LogAccess(kafka, "hidden", "me");
    try (var admin = kafka.admin()) {
      new TopicMaker(admin).ensure(LogTopic.of(log));
    }
    try (Producer<byte[], byte[]> keeper = kafka.transactionalProducer(log.keeper());
        Producer<byte[], byte[]> pipeline = kafka.transactionalProducer(log.name())) {
      pipeline.initTransactions();
      append(pipeline, log, snapshot(0, -1, "one"));
      assertThat(CommitLogReader.read(log).owner()).contains("one");
      keeper.initTransactions();
      keeper.beginTransaction();
      keeper.send(record(log, new LogRecord.Keeper(LogRecord.FORMAT, 0, "keeper", ""))).get();
      append(pipeline, log, snapshot(1, 0, "two"));
      CompletableFuture<CommitState> read =
          CompletableFuture.supplyAsync(() -> CommitLogReader.read(log));
      Await.until(
          "the reader asked for the keeper's transaction",
          PATIENCE,
          () -> Thread.getAllStackTraces().values().stream().anyMatch(KeeperTransactionIT::waits));
      assertThat(read).isNotDone();
      keeper.abortTransaction();
      Await.until("the state is read", PATIENCE, read::isDone);
      assertThat(read.get().owner()).contains("two");
    }
  }

  private static boolean waits(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (frame.getClassName().endsWith(".PreparedTransaction")) {
        return true;
      }
    }
    return false;
  }

  private static LogRecord.Snapshot snapshot(long sequence, long before, String owner) {
    return new LogRecord.Snapshot(
        LogRecord.FORMAT, sequence, before, owner, "", Map.of(), Set.of(), 0, Set.of());
  }

  private static void append(Producer<byte[], byte[]> producer, LogAccess log, LogRecord record)
      throws Exception {
    producer.beginTransaction();
    producer.send(record(log, record)).get();
    producer.commitTransaction();
  }

  private static ProducerRecord<byte[], byte[]> record(LogAccess log, LogRecord record)
      throws Exception {
    return new ProducerRecord<>(log.topic(), 0, LogKind.of(record).key(), LogJson.write(record));
  }
}
