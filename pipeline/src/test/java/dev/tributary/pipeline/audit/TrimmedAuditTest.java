package dev.tributary.pipeline.audit;

import static dev.tributary.pipeline.audit.MadeLake.DAY_OF_LETTERS;
import static dev.tributary.pipeline.audit.MadeLake.FIRST;
import static dev.tributary.pipeline.audit.MadeLake.HOUR;
import static dev.tributary.pipeline.audit.MadeLake.RECORDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.read.LogCheckpoint;
import dev.tributary.ledger.record.FileSize;
import dev.tributary.ledger.record.Generation;
import dev.tributary.ledger.record.HivePath;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.pipeline.audit.found.Fault;
import dev.tributary.pipeline.parquet.ParquetWriting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that begins behind its first two commits: the lake's checkpoint stands for them. */
final class TrimmedAuditTest {
  private static final String FIRST_FILE = HOUR + "/0-topic-id-1.parquet";

  /** A row of the first commit: of type a, at 10:15. */
  private static final long ROW = 5 + 4;

  @TempDir private Path root;
  private MadeLake lake;

  @BeforeEach
  void makeALake() throws Exception {
    lake = new MadeLake(root, ParquetWriting.FAST);
    List<StagedFile> files = new ArrayList<>(lake.commit().batch().files());
    files.addAll(lake.commit().batch().files());
    int trimmed = lake.topics.log.size();
    lake.snapshotWithout("none");
    lake.topics.log.subList(0, trimmed).clear();
    lake.checkpoint = new LogCheckpoint(lake.topics.log.get(0).offset(), records(files));
    lake.commit();
    lake.commit();
  }

  private static List<LogRecord> records(List<StagedFile> files) {
    Map<String, List<StagedFile>> byPartition = new TreeMap<>();
    files.forEach(
        file ->
            byPartition
                .computeIfAbsent(HivePath.partitionOf(file.path()), each -> new ArrayList<>())
                .add(file));
    List<LogRecord> records = new ArrayList<>();
    byPartition.forEach(
        (partition, here) ->
            records.add(
                new LogRecord.Swapped(
                    LogRecord.FORMAT,
                    LogRecord.NO_SNAPSHOT,
                    MadeLake.AT,
                    partition,
                    new Generation(partition, List.of()),
                    new Generation(
                        partition,
                        here.stream().map(StagedFile::path).toList(),
                        here.stream()
                            .map(file -> new FileSize(file.rows(), file.bytes()))
                            .toList()))));
    return records;
  }

  @Test
  void findsNothingInFilesOfBefore() throws Exception {
    AuditReport all = contents(AuditScope.ALL);
    assertThat(all.differences()).isEmpty();
    assertThat(all.rows()).isEqualTo(4L * 2 * (RECORDS - 1));
    assertThat(all.records()).isEqualTo(4L * 2 * RECORDS);
    assertThat(all.notes())
        .containsExactly(
            "The log begins with state 3: what was committed before is checked by file and"
                + " position, not by commit");
    assertThat(contents(new AuditScope("2026-11-24", "10")).differences()).isEmpty();
    lake.topics.begins.put(FIRST.key(), 5 + 3L * (RECORDS + 1));
    assertThat(contents(AuditScope.ALL).differences()).isEmpty();
  }

  @Test
  void findsAFileOfBeforeThatWasRemoved() throws Exception {
    Files.delete(root.resolve(FIRST_FILE));
    assertThat(text(contents(AuditScope.ALL))).contains("FILE_MISSING " + FIRST_FILE);
  }

  @Test
  void findsAFileOfBeforeThatWasCopied() throws Exception {
    Path file = root.resolve(FIRST_FILE);
    Files.copy(file, file.resolveSibling("copy.parquet"));
    assertThat(contents(AuditScope.ALL).counts()).containsOnlyKeys(Fault.FILE_UNKNOWN);
  }

  @Test
  void findsARowOfBeforeThatWasRemoved() throws Exception {
    lake.change(
        FIRST_FILE, "SELECT * FROM %s WHERE kafka_partition <> 0 OR kafka_offset <> " + ROW);
    assertThat(text(contents(AuditScope.ALL))).contains("FILE_ROWS " + FIRST_FILE);
  }

  @Test
  void findsARowOfBeforeThatIsInTwoFiles() throws Exception {
    lake.change(
        HOUR + "/0-topic-id-2.parquet",
        "SELECT * FROM %s UNION ALL SELECT * FROM read_parquet('"
            + root.resolve(FIRST_FILE)
            + "', hive_partitioning=false) WHERE kafka_partition = 0 AND kafka_offset = "
            + ROW);
    assertThat(text(contents(AuditScope.ALL))).contains("ROW_TWICE events-0-" + ROW);
  }

  /** As long as Kafka has the record. */
  @Test
  void findsARowOfBeforeWhoseTextWasChanged() throws Exception {
    lake.change(
        FIRST_FILE,
        "SELECT * REPLACE (CASE WHEN kafka_partition = 0 AND kafka_offset = "
            + ROW
            + " THEN replace(raw_event, '\"n\"', '\"m\"') ELSE raw_event END AS raw_event)"
            + " FROM %s");
    assertThat(text(contents(AuditScope.ALL))).contains("ROW_CHANGED events-0 offset " + ROW);
  }

  @Test
  void findsADeadLetterOfBeforeWhoseTextWasChanged() throws Exception {
    lake.change(
        DAY_OF_LETTERS + "/0-topic-id-1.parquet",
        "SELECT * REPLACE (replace(raw_event, 'json 0-', 'json 9-') AS raw_event) FROM %s");
    assertThat(text(contents(AuditScope.ALL))).contains("DEAD_LETTER_CHANGED events-0-" + (5 + 7));
  }

  @Test
  void findsALogThatBeginsBehindTheCheckpoint() throws Exception {
    lake.topics.logBegin = lake.checkpoint.offset() + 2;
    assertThat(text(contents(AuditScope.ALL)))
        .contains("LOG offset " + lake.checkpoint.offset() + ": the lake's checkpoint ends there");
  }

  private AuditReport contents(AuditScope scope) throws Exception {
    return lake.audit(scope, PartitionRecount.Depth.CONTENTS);
  }

  private static String text(AuditReport report) {
    return String.join("\n", report.differences().stream().map(Object::toString).toList());
  }
}
