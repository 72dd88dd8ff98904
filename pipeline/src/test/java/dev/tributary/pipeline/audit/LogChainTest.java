package dev.tributary.pipeline.audit;

import static dev.tributary.pipeline.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ledger.record.LogKind;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.pipeline.audit.found.Fault;
import dev.tributary.pipeline.parquet.ParquetWriting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of the log are changed and dropped, also so that all figures agree. */
final class LogChainTest {
  @TempDir private Path root;
  private MadeLake lake;
  private List<ConsumerRecord<byte[], byte[]>> log;

  @BeforeEach
  void makeALake() throws Exception {
    lake = new MadeLake(root, ParquetWriting.FAST);
    lake.commit();
    lake.commit();
    lake.commit();
    for (int keeper = 0; keeper < 3; keeper++) {
      lake.topics.append(
          new LogRecord.Keeper(LogRecord.FORMAT, 0, "keeper-" + keeper, MadeLake.AT));
    }
    log = lake.topics.log;
  }

  @Test
  void isWholeInALogAsItShouldBe() {
    AuditReport report = audit(lake);
    assertThat(report.differences()).isEmpty();
    assertThat(report.linked()).isEqualTo(3);
    assertThat(report.head().toString()).matches("3:[0-9a-f]{64}");
  }

  @Test
  void holdsWhatWasWrittenDown() throws Exception {
    ChainHead third = audit(lake).head();
    lake.commit();
    assertThat(Audit.log(lake.topics, ChainHead.parse(third.toString())).differences()).isEmpty();
    assertThat(Audit.log(lake.topics, new ChainHead(3, "0".repeat(64))).differences())
        .singleElement()
        .asString()
        .contains("CHAIN", "state 3 had another hash");
    assertThat(Audit.log(lake.topics, new ChainHead(9, third.hash())).differences())
        .singleElement()
        .asString()
        .contains("CHAIN state 9: the log has no such state any more");
    for (String none : List.of("", ":", "3", "3:abc", "x:" + third.hash(), third + "0")) {
      assertThatThrownBy(() -> ChainHead.parse(none)).hasMessageContaining("--head must be");
    }
  }

  private static AuditReport audit(MadeLake lake) {
    return Audit.log(lake.topics, ChainHead.NONE);
  }

  /** But for the newest one of each chain, and for marks of publication, each byte is fixed. */
  @Test
  void findsEachRecordThatWasChanged() throws Exception {
    for (int i = 0; i < log.size(); i++) {
      var record = log.get(i);
      String text = new String(record.value(), StandardCharsets.UTF_8);
      log.set(i, withValue(record, text.replaceFirst("^\\{", "{ ")));
      assertThat(audit(lake).counts())
          .as(text)
          .isEqualTo(isFixed(i) ? Map.of(Fault.CHAIN, 1L) : Map.of());
      log.set(i, record);
    }
  }

  @Test
  void findsEachRecordThatWasDropped() throws Exception {
    for (int i = 1; i < log.size(); i++) {
      boolean isFixed = isFixed(i);
      var record = log.remove(i);
      if (isFixed) {
        assertThat(audit(lake).counts()).as("%d", i).containsKey(Fault.CHAIN);
      }
      log.add(i, record);
    }
  }

  @Test
  void takesALogWhoseBeginHasNoHashes() throws Exception {
    var old = new MadeLake(root.resolve("old"), ParquetWriting.FAST);
    old.commit();
    for (int i = 0; i < old.topics.log.size(); i++) {
      var record = old.topics.log.get(i);
      String text = new String(record.value(), StandardCharsets.UTF_8);
      old.topics.log.set(i, withValue(record, text.replaceFirst(json(",'previous':'[^']*'"), "")));
    }
    old.commit();
    old.commit();
    assertThat(audit(old).differences()).isEmpty();
    assertThat(audit(old).linked()).isEqualTo(2);
    old.topics.appendWithoutLink(
        new LogRecord.Snapshot(
            LogRecord.FORMAT,
            4,
            0,
            "another",
            MadeLake.AT,
            Map.of(),
            Set.of("a", "b"),
            3,
            Set.of()));
    assertThat(audit(old).differences())
        .singleElement()
        .asString()
        .contains("CHAIN", "state 4 has no hash");
  }

  /** Whether a later record of its chain names its hash. */
  private boolean isFixed(int index) throws Exception {
    var record = log.get(index);
    LogRecord read = LogKind.read(record.key(), record.value());
    int states = 0;
    int keepers = 0;
    for (int i = index + 1; i < log.size(); i++) {
      LogRecord later = LogKind.read(log.get(i).key(), log.get(i).value());
      states += later instanceof LogRecord.State ? 1 : 0;
      keepers += later instanceof LogRecord.Keeping ? 1 : 0;
    }
    if (read instanceof LogRecord.Published) {
      return false;
    }
    return read instanceof LogRecord.Keeping
        ? keepers > 0
        : states > (read instanceof LogRecord.NonRows ? 1 : 0);
  }

  private static ConsumerRecord<byte[], byte[]> withValue(
      ConsumerRecord<byte[], byte[]> record, String value) {
    return MadeTopics.record(
        "log", record.offset(), 0, record.key(), value.getBytes(StandardCharsets.UTF_8));
  }
}
