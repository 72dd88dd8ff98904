package dev.tributary.pipeline.audit;

import static dev.tributary.pipeline.audit.MadeLake.DAY_OF_LETTERS;
import static dev.tributary.pipeline.audit.MadeLake.HOUR;
import static dev.tributary.pipeline.audit.MadeLake.LATER_HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.record.FileSize;
import dev.tributary.ledger.record.Generation;
import dev.tributary.ledger.record.HivePath;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.pipeline.audit.found.Fault;
import dev.tributary.pipeline.parquet.ParquetWriting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What expired is no difference, and what only says so is one. */
final class ExpiredFilesTest {
  @TempDir private Path root;
  private MadeLake lake;
  private final List<StagedFile> committed = new ArrayList<>();

  @BeforeEach
  void makeALake() throws Exception {
    lake = new MadeLake(root, ParquetWriting.FAST);
    for (int i = 0; i < 3; i++) {
      committed.addAll(lake.commit().batch().files());
    }
  }

  @Test
  void takesWhatExpiredInItsGraceAndWhenItIsDeleted() throws Exception {
    long rows = expire(HOUR, 0) + expire(DAY_OF_LETTERS, 0);
    lake.commit(); // late rows in the same partitions
    AuditReport inGrace = audit();
    assertThat(inGrace.differences()).isEmpty();
    assertThat(inGrace.notes()).contains("Expired: rows=" + rows + ", files=6, partitions=2");

    end(HOUR);
    end(DAY_OF_LETTERS);
    assertThat(audit().counts()).containsOnlyKeys(Fault.FILE_UNKNOWN);
    for (StagedFile file : of(HOUR, DAY_OF_LETTERS)) {
      Files.delete(root.resolve(file.path()));
    }
    assertThat(audit().differences()).isEmpty();
  }

  @Test
  void findsAFileOfAnotherHourThatIsGoneToo() throws Exception {
    expire(HOUR, 0);
    String gone = of(LATER_HOUR).get(0).path();
    Files.delete(root.resolve(gone));
    assertThat(audit().differences()).anyMatch(each -> each.toString().contains(gone));
  }

  @Test
  void findsAnExpiryThatCountsOtherRows() throws Exception {
    expire(HOUR, 1);
    assertThat(audit().differences())
        .hasSize(3)
        .allMatch(each -> each.fault() == Fault.LOG && each.detail().contains("when it expired="));
  }

  @Test
  void findsAnExpiryOfFilesThatWereNotValid() throws Exception {
    expire(HOUR, 0);
    expire(HOUR, 0);
    assertThat(audit().differences())
        .hasSize(3)
        .allMatch(each -> each.detail().equals("it expired, and was not valid"));
  }

  /** Returns how many rows expired. */
  private long expire(String partition, long tooMany) {
    List<StagedFile> files = of(partition);
    lake.topics.append(
        new LogRecord.Expired(
            LogRecord.FORMAT,
            0,
            "keeper",
            MadeLake.AT,
            partition,
            new Generation(
                partition,
                files.stream().map(StagedFile::path).toList(),
                files.stream()
                    .map(file -> new FileSize(file.rows() + tooMany, file.bytes()))
                    .toList())));
    return files.stream().mapToLong(StagedFile::rows).sum();
  }

  private void end(String partition) {
    lake.topics.append(
        new LogRecord.Located(
            LogRecord.FORMAT, 0, "keeper", MadeLake.AT, partition, partition, MadeLake.AT));
    lake.topics.append(
        new LogRecord.Retired(LogRecord.FORMAT, 0, "keeper", MadeLake.AT, partition, partition));
  }

  private List<StagedFile> of(String... partitions) {
    return committed.stream()
        .filter(file -> List.of(partitions).contains(HivePath.partitionOf(file.path())))
        .toList();
  }

  private AuditReport audit() throws IOException {
    return lake.audit(AuditScope.ALL, PartitionRecount.Depth.CONTENTS);
  }
}
