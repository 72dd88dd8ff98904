package dev.tributary.pipeline.audit;

import static dev.tributary.pipeline.audit.MadeLake.FIRST;
import static dev.tributary.pipeline.audit.MadeLake.HOUR;
import static dev.tributary.pipeline.audit.MadeLake.RECORDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.record.LogKind;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.ledger.record.Offsets;
import dev.tributary.pipeline.audit.found.Fault;
import dev.tributary.pipeline.parquet.ParquetWriting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults are planted in the log, and what compaction and publication do is none. */
final class AuditedLogTest {
  /** A row of the first lane in the second commit: of type a, at 10:15. */
  private static final long ROW = 5 + RECORDS + 1 + 4;

  @TempDir private Path root;
  private MadeLake lake;

  @BeforeEach
  void makeALake() throws Exception {
    lake = new MadeLake(root, ParquetWriting.FAST);
    lake.commit();
    lake.commit();
    lake.commit();
  }

  @Test
  void findsACommitRecordThatWasRemoved() throws Exception {
    removeFromLog(LogRecord.Commit.class, 1);
    AuditReport report = positions();
    assertThat(report.counts()).containsKeys(Fault.LOG, Fault.FILE_UNKNOWN);
    assertThat(text(report)).contains("LOG commit 3: commit 3: number of the commit");
  }

  @Test
  void findsAListOfDuplicatesThatWasRemoved() throws Exception {
    removeFromLog(LogRecord.NonRows.class, 2);
    AuditReport report = positions();
    assertThat(text(report))
        .contains("LOG commit 2: commit 2: listed duplicates of 0-topic-id (ranges=1, found=0)")
        .contains("RECORD_WITHOUT_OUTCOME events-0-" + (5 + RECORDS + 1 + 9));
  }

  @Test
  void findsARewriteThatDroppedARow() throws Exception {
    lake.topics.append(
        lake.rewrite(HOUR, files(), "kafka_partition <> 0 OR kafka_offset <> " + ROW, List.of()));
    AuditReport report = positions();
    assertThat(report.counts())
        .containsOnlyKeys(Fault.REWRITE_ROWS, Fault.ROW_MISSING, Fault.RECORD_WITHOUT_OUTCOME);
    assertThat(text(report))
        .contains("REWRITE_ROWS " + HOUR + "/g1-x")
        .contains("RECORD_WITHOUT_OUTCOME events-0-" + ROW);
  }

  @Test
  void findsARewriteWhoseRecordHidesTheDroppedRow() throws Exception {
    var removed = new NonRowOffsets(FIRST.key(), Offsets.of(ROW + 40_000), List.of());
    lake.topics.append(
        lake.rewrite(
            HOUR, files(), "kafka_partition <> 0 OR kafka_offset <> " + ROW, List.of(removed)));
    assertThat(text(positions())).contains("RECORD_WITHOUT_OUTCOME events-0-" + ROW);
  }

  @Test
  void takesARewriteThatRemovedADuplicateAndOneThatWasUndone() throws Exception {
    var removed = new NonRowOffsets(FIRST.key(), Offsets.of(ROW), List.of());
    LogRecord.Swapped swapped =
        lake.rewrite(
            HOUR, files(), "kafka_partition <> 0 OR kafka_offset <> " + ROW, List.of(removed));
    lake.topics.append(swapped);
    lake.topics.append(swapped); // a keeper that continued
    assertThat(contents().differences()).isEmpty();
    lake.topics.append(
        new LogRecord.Swapped(
            LogRecord.FORMAT,
            0,
            "keeper",
            MadeLake.AT,
            HOUR,
            swapped.to(),
            swapped.from(),
            List.of(),
            ""));
    assertThat(contents().differences()).isEmpty();
  }

  /** The log that the audit read first does not know the rewrite yet. */
  @Test
  void takesFilesThatAreReplacedAndDeletedMeanwhile() throws Exception {
    LogRecord.Commit behind = lake.commitOnly();
    lake.publish(behind);
    List<String> all = new ArrayList<>(files());
    all.add(HOUR + "/0-topic-id-4.parquet");
    List<LogRecord> hidden = new ArrayList<>();
    int before = lake.topics.log.size() - 3; // two lists and the commit
    var tail = List.copyOf(lake.topics.log.subList(before, lake.topics.log.size()));
    lake.topics.log.subList(before, lake.topics.log.size()).clear();
    for (var record : tail) {
      hidden.add(LogKind.read(record.key(), record.value()));
    }
    LogRecord.Swapped swapped = lake.rewrite(HOUR, all, "true", List.of());
    hidden.add(swapped);
    lake.topics.later.addAll(hidden);
    for (String file : all) {
      Files.delete(root.resolve(file));
    }
    AuditReport report = contents();
    assertThat(report.differences()).isEmpty();
    assertThat(report.sequence()).isEqualTo(3);
  }

  @Test
  void takesACommitThatIsNotPublishedYet() throws Exception {
    lake.commitOnly();
    assertThat(contents().differences()).isEmpty();
  }

  @Test
  void namesAGapThatRetentionMade() throws Exception {
    lake.loseAndCommit(10);
    lake.topics.begins.put(FIRST.key(), 5 + 3L * (RECORDS + 1) + 10);
    AuditReport report = positions();
    assertThat(report.differences()).isEmpty();
    assertThat(report.notes())
        .anyMatch(
            note ->
                note.equals(
                    "Lost, as an operator accepted: 10 offsets from events-0-"
                        + (5 + 3 * (RECORDS + 1))
                        + " on"))
        .anyMatch(note -> note.startsWith("Kafka has deleted records of events-0"));
  }

  @Test
  void findsAGapThatNobodyAccepted() throws Exception {
    lake.skipAndCommit(10);
    lake.topics.begins.put(FIRST.key(), 5 + 3L * (RECORDS + 1) + 10);
    assertThat(text(positions())).contains("LOG commit 4: commit 4: first offset of 0-topic-id");
  }

  @Test
  void takesAnEventTypeThatWasForgotten() throws Exception {
    lake.snapshotWithout("b");
    AuditReport report = contents();
    assertThat(report.differences()).isEmpty();
    assertThat(report.notes()).contains("The event type b was forgotten");
  }

  /** The upkeep appends them beside the commits, also between the records of one. */
  @Test
  void takesRecordsThatSealHours() throws Exception {
    lake.sealsHours = true;
    lake.seal();
    lake.commit();
    List<String> all = new ArrayList<>(files());
    all.add(HOUR + "/0-topic-id-4.parquet");
    LogRecord.Swapped swapped = lake.rewrite(HOUR, all, "true", List.of());
    lake.seal();
    lake.topics.append(swapped);
    lake.commit();
    assertThat(contents().differences()).isEmpty();
    AuditReport chain = Audit.log(lake.topics, ChainHead.NONE);
    assertThat(chain.differences()).isEmpty();
    assertThat(chain.linked()).isEqualTo(5);
  }

  private void removeFromLog(Class<? extends LogRecord> kind, int sequenceOrNumber)
      throws Exception {
    int seen = 0;
    for (var record : List.copyOf(lake.topics.log)) {
      LogRecord read = LogKind.read(record.key(), record.value());
      if (kind.isInstance(read) && seen++ == sequenceOrNumber) {
        lake.topics.log.remove(record);
        return;
      }
    }
  }

  private static List<String> files() {
    return List.of(
        HOUR + "/0-topic-id-1.parquet",
        HOUR + "/0-topic-id-2.parquet",
        HOUR + "/0-topic-id-3.parquet");
  }

  private AuditReport positions() throws Exception {
    return lake.audit(AuditScope.ALL, PartitionRecount.Depth.POSITIONS);
  }

  private AuditReport contents() throws Exception {
    return lake.audit(AuditScope.ALL, PartitionRecount.Depth.CONTENTS);
  }

  private static String text(AuditReport report) {
    return String.join("\n", report.differences().stream().map(Object::toString).toList());
  }
}
