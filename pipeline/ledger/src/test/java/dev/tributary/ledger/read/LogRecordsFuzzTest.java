package dev.tributary.ledger.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.record.HivePath;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LogJson;
import dev.tributary.ledger.record.LogKind;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.schemas.rules.EventTypes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A kind (its number in the first byte) and any bytes as its record: what anybody could write. */
final class LogRecordsFuzzTest {
  private static final LogAccess LOG =
      new LogAccess(new KafkaClients("localhost:1", ""), "game", "me");
  private static final Path LAKE = Path.of("/lake");

  @FuzzTest
  void readsARecordOfThePipelineOrEndsTheLaunchInOneLine(byte[] bytes) throws IOException {
    if (bytes.length == 0) {
      return;
    }
    LogKind kind = LogKind.values()[(bytes[0] & 0xFF) % LogKind.values().length];
    byte[] value = Arrays.copyOfRange(bytes, 1, bytes.length);
    LogRecord record;
    try {
      record =
          LogRecords.read(LOG, new ConsumerRecord<>(LOG.topic(), 0, 41, kind.key(), value))
              .record();
    } catch (UnreadableLogException ended) {
      assertThat(ended)
          .hasMessageStartingWith("Cannot read the commit log game.commits at offset 41: ")
          .message()
          .matches(LogRecordsFuzzTest::saysWhatToDo);
      assertThat(ended).hasMessageNotContainingAny("\n", "\r");
      return;
    }
    assertThat(LogKind.read(LogKind.of(record).key(), LogJson.write(record))).isEqualTo(record);
    if (record instanceof LogRecord.Snapshot snapshot) {
      assertThat(snapshot.eventTypes()).allMatch(type -> EventTypes.problem(type).isEmpty());
      snapshot.positions().values().forEach(LogRecordsFuzzTest::checkPosition);
    }
    if (record instanceof LogRecord.Commit commit) {
      commit.batch().files().forEach(LogRecordsFuzzTest::checkFile);
    }
    if (record instanceof LogRecord.Swapped swapped) {
      Stream.of(swapped.from(), swapped.to())
          .flatMap(generation -> generation.files().stream())
          .forEach(LogRecordsFuzzTest::checkIsInItsTable);
    }
    if (record instanceof LogRecord.Expired expired) {
      expired.from().files().forEach(LogRecordsFuzzTest::checkIsInItsTable);
    }
  }

  private static boolean saysWhatToDo(String message) {
    return message.endsWith("launch with --skipLogRecords=41")
        || message.endsWith("Launch with a new --name and a new --lake: the topics are read again");
  }

  private static void checkIsInItsTable(String file) {
    assertThat(LAKE.resolve(file).normalize().toString()).isEqualTo("/lake/" + file);
    assertThat(file).matches("(events|dead_letters)/.*");
  }

  /** What Kafka is asked with must be what Kafka can be asked with. */
  private static void checkPosition(LanePosition position) {
    assertThat(position.lane().topicPartition().topic()).isNotEmpty();
    assertThat(position.partition()).isNotNegative();
    assertThat(position.offset()).isNotNegative();
  }

  /** A move stays in the lake and ends in a partition of its table. */
  private static void checkFile(StagedFile file) {
    assertThat(LAKE.resolve(file.staged()).normalize().toString()).startsWith("/lake/_staging/");
    assertThat(LAKE.resolve(file.path()).normalize().toString()).isEqualTo("/lake/" + file.path());
    HivePath path = HivePath.of(file.path());
    assertThat(path.values()).hasSize(path.table().equals("events") ? 3 : 1);
    assertThat(file.eventType().isPresent()).isEqualTo(path.table().equals("events"));
    file.eventType().ifPresent(type -> assertThat(EventTypes.problem(type)).isEmpty());
  }
}
