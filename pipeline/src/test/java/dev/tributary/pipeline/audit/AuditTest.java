package dev.tributary.pipeline.audit;

import static dev.tributary.pipeline.TestJson.utf8;
import static dev.tributary.pipeline.audit.MadeLake.DAY_OF_LETTERS;
import static dev.tributary.pipeline.audit.MadeLake.FIRST;
import static dev.tributary.pipeline.audit.MadeLake.HOUR;
import static dev.tributary.pipeline.audit.MadeLake.LATER_HOUR;
import static dev.tributary.pipeline.audit.MadeLake.RECORDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.pipeline.audit.found.Fault;
import dev.tributary.pipeline.parquet.ParquetWriting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults are planted in files by another program than ours, and each is found by its name. */
final class AuditTest {
  private static final String SECOND_FILE = HOUR + "/0-topic-id-2.parquet";

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
  void findsNothingInALakeAsItShouldBe() throws Exception {
    for (var depth : PartitionRecount.Depth.values()) {
      AuditReport report = lake.audit(AuditScope.ALL, depth);
      assertThat(report.differences()).isEmpty();
      assertThat(report.notes()).isEmpty();
      assertThat(report.sequence()).isEqualTo(3);
      assertThat(report.rows()).isEqualTo(3L * 2 * (RECORDS - 1));
      assertThat(report.records()).isEqualTo(3L * 2 * RECORDS);
      assertThat(lake.audit(new AuditScope("2026-11-24", ""), depth).differences()).isEmpty();
      assertThat(lake.audit(new AuditScope("2026-11-24", "10"), depth).differences()).isEmpty();
      assertThat(lake.audit(new AuditScope("2026-11-25", ""), depth).files()).isZero();
    }
  }

  @Test
  void findsARowThatWasRemoved() throws Exception {
    lake.change(
        SECOND_FILE, "SELECT * FROM %s WHERE kafka_partition <> 0 OR kafka_offset <> " + ROW);
    AuditReport report = positions();
    assertThat(report.counts()).containsKeys(Fault.ROW_MISSING, Fault.FILE_ROWS);
    assertThat(text(report)).contains("RECORD_WITHOUT_OUTCOME events-0-" + ROW);
    assertThat(lake.audit(new AuditScope("2026-11-24", "10"), PartitionRecount.Depth.POSITIONS))
        .satisfies(scoped -> assertThat(scoped.counts()).containsKey(Fault.FILE_ROWS));
  }

  @Test
  void findsARowThatWasDoubled() throws Exception {
    String all = "SELECT * FROM %1$s";
    lake.change(
        SECOND_FILE,
        all + " UNION ALL " + all + " WHERE kafka_partition = 0 AND kafka_offset = " + ROW);
    AuditReport report = positions();
    assertThat(report.counts()).containsEntry(Fault.ROW_TWICE, 1L);
    assertThat(text(report)).contains("ROW_TWICE events-0-" + ROW);
  }

  @Test
  void findsARowWhoseTextWasChanged() throws Exception {
    lake.change(
        SECOND_FILE,
        """
        SELECT * REPLACE (CASE WHEN kafka_partition = 0 AND kafka_offset = ROW \
        THEN replace(raw_event, '"n"', '"m"') ELSE raw_event END AS raw_event) FROM %s"""
            .replace("ROW", "" + ROW));
    assertThat(positions().counts()).containsOnlyKeys(Fault.FILE_BYTES);
    AuditReport report = contents();
    assertThat(report.counts()).containsEntry(Fault.ROW_CHANGED, 1L);
    assertThat(text(report)).contains("ROW_CHANGED events-0 offset " + ROW);
  }

  @Test
  void findsARowWhoseIdWasChanged() throws Exception {
    lake.change(
        SECOND_FILE,
        "SELECT * REPLACE (CASE WHEN kafka_partition = 0 AND kafka_offset = "
            + ROW
            + " THEN 'another' ELSE event_id END AS event_id) FROM %s");
    assertThat(text(contents())).contains("ROW_ID events-0-" + ROW + ": column=another");
  }

  @Test
  void findsARowThatWasMovedToAnotherHour() throws Exception {
    for (String[] way : new String[][] {{HOUR, LATER_HOUR, "4"}, {LATER_HOUR, HOUR, "6"}}) {
      long row = 5 + 2L * (RECORDS + 1) + Long.parseLong(way[2]);
      String from = way[0] + "/0-topic-id-3.parquet";
      String is = "kafka_partition = 0 AND kafka_offset = " + row;
      lake.change(
          way[1] + "/0-topic-id-3.parquet",
          "SELECT * FROM %s UNION ALL SELECT * FROM read_parquet('"
              + root.resolve(from)
              + "', hive_partitioning=false) WHERE "
              + is);
      lake.change(from, "SELECT * FROM %s WHERE NOT (" + is + ")");
      AuditReport report = positions();
      if (way[1].equals(LATER_HOUR)) { // in which it was received: the numbers of rows tell
        assertThat(report.counts()).containsEntry(Fault.FILE_ROWS, 2L);
      } else { // another row goes back, so that the numbers are as before
        assertThat(report.counts()).containsOnlyKeys(Fault.FILE_BYTES, Fault.ROW_IN_WRONG_HOUR);
        assertThat(text(report)).contains("ROW_IN_WRONG_HOUR events-0-" + row);
      }
    }
  }

  @Test
  void findsARowInAnHourInWhichItsRecordDidNotCome() throws Exception {
    String other = "events/event_type=a/dt=2026-11-24/hour=10/0-topic-id-2.parquet";
    lake.topics.change(
        FIRST.key(),
        records ->
            records.stream()
                .map(
                    record ->
                        MadeTopics.record(
                            "events",
                            record.offset(),
                            record.timestamp() + 3_600_000,
                            record.key(),
                            record.value()))
                .toList());
    lake.change(
        other,
        "SELECT * REPLACE (CASE WHEN kafka_offset = "
            + ROW
            + " THEN event_time - INTERVAL 1 HOUR ELSE event_time END AS event_time) FROM %s");
    assertThat(text(positions())).contains("ROW_IN_WRONG_HOUR events-0-" + ROW);
  }

  @Test
  void findsAFileThatWasRemoved() throws Exception {
    Files.delete(root.resolve(SECOND_FILE));
    AuditReport report = positions();
    assertThat(report.counts()).containsKey(Fault.ROW_MISSING);
    assertThat(text(report)).contains("FILE_MISSING " + SECOND_FILE);
  }

  @Test
  void findsAFileThatWasCopied() throws Exception {
    Path file = root.resolve(SECOND_FILE);
    Files.copy(file, file.resolveSibling("copy.parquet"));
    Files.createDirectories(root.resolve(HOUR + "/x"));
    Files.copy(file, root.resolve(HOUR + "/x/0-topic-id-2.parquet"));
    Files.copy(file, file.resolveSibling("_hidden.parquet"));
    AuditReport report = positions();
    assertThat(report.counts()).containsOnlyKeys(Fault.FILE_UNKNOWN);
    assertThat(text(report))
        .contains("FILE_UNKNOWN " + HOUR + "/copy.parquet")
        .contains("FILE_UNKNOWN " + HOUR + "/x/0-topic-id-2.parquet")
        .doesNotContain("_hidden");
  }

  /** Of all columns: pages have checksums, their headers and what comes behind them have none. */
  @Test
  void findsAFlippedByteInThePages() throws Exception {
    Path file = root.resolve(SECOND_FILE);
    byte[] whole = Files.readAllBytes(file);
    int end = endOfPages(file);
    List<Integer> unseen = new ArrayList<>();
    for (int at = 4; at < end; at += 61) {
      byte[] changed = whole.clone();
      changed[at] ^= 0x10;
      Files.write(file, changed);
      if (positions().differenceCount() == 0) {
        unseen.add(at);
      }
    }
    assertThat(unseen).as("of %d places", end / 61).hasSizeLessThan(end / 61 / 5);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertThat(positions().counts()).containsKeys(Fault.FILE_BROKEN, Fault.FILE_BYTES);
  }

  private static int endOfPages(Path file) throws Exception {
    try (var reader = ParquetFileReader.open(new LocalInputFile(file))) {
      return reader.getRowGroups().stream()
          .flatMap(group -> group.getColumns().stream())
          .mapToInt(column -> (int) (column.getStartingPos() + column.getTotalSize()))
          .max()
          .orElseThrow();
    }
  }

  @Test
  void findsADeadLetterThatWasRemoved() throws Exception {
    long letter = 5 + RECORDS + 1 + 7;
    lake.change(
        DAY_OF_LETTERS + "/0-topic-id-2.parquet",
        "SELECT * FROM %s WHERE kafka_partition <> 0 OR kafka_offset <> " + letter);
    assertThat(text(positions())).contains("DEAD_LETTER_MISSING events-0-" + letter);
  }

  @Test
  void findsADeadLetterWhoseTextWasChanged() throws Exception {
    long letter = 5 + RECORDS + 1 + 7;
    lake.change(
        DAY_OF_LETTERS + "/0-topic-id-2.parquet",
        "SELECT * REPLACE (replace(raw_event, 'json 0-', 'json 9-') AS raw_event) FROM %s");
    assertThat(text(contents())).contains("DEAD_LETTER_CHANGED events-0-" + letter);
  }

  /** A duplicate has no row: the root of its commit alone tells. */
  @Test
  void findsARecordInKafkaThatWasChanged() throws Exception {
    long first = 5 + RECORDS + 1;
    changeInKafka(first + 9);
    assertThat(positions().differences()).isEmpty();
    AuditReport report = contents();
    assertThat(report.counts()).containsOnly(Map.entry(Fault.ROOT, 1L));
    assertThat(text(report))
        .contains("ROOT events-0-" + first + ": offsets up to " + (first + RECORDS) + ": log=");
    var hour = new AuditScope("2026-11-24", "10");
    assertThat(lake.audit(hour, PartitionRecount.Depth.CONTENTS).counts())
        .containsOnlyKeys(Fault.ROOT);
  }

  @Test
  void comparesNoRootOfACommitWhoseFirstRecordsAreDeleted() throws Exception {
    long first = 5 + RECORDS + 1;
    changeInKafka(first + 9);
    lake.topics.begins.put(FIRST.key(), first + 1);
    assertThat(contents().differences()).isEmpty();
    lake.topics.begins.put(FIRST.key(), first);
    assertThat(contents().counts()).containsOnlyKeys(Fault.ROOT);
  }

  private void changeInKafka(long offset) {
    lake.topics.change(
        FIRST.key(),
        records ->
            records.stream()
                .map(
                    record ->
                        record.offset() == offset
                            ? MadeTopics.record(
                                "events", offset, record.timestamp(), record.key(), utf8("{}"))
                            : record)
                .toList());
  }

  @Test
  void refusesAScopeThatIsNone() {
    assertThatThrownBy(() -> new AuditScope("2026-11-31", "")).hasMessageContaining("--dt must be");
    assertThatThrownBy(() -> new AuditScope("2026-11-30", "24"))
        .hasMessage("--hour must be 00 to 23, in UTC: 24");
    assertThatThrownBy(() -> new AuditScope("", "10")).hasMessage("--hour needs --dt: 10");
    assertThatThrownBy(() -> new AuditScope("x/y", "")).hasMessageContaining("--dt must be");
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
