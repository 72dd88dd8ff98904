package dev.tributary.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.ChainLink;
import dev.tributary.ledger.record.FileSize;
import dev.tributary.ledger.record.Generation;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.schemas.columns.Column;
import dev.tributary.schemas.columns.LakeTable;
import dev.tributary.schemas.rules.RejectionReason;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages in docs/contracts name each field that the code writes. */
final class ContractPagesTest {
  @Test
  void nameEachColumnOfTheLake() {
    List<String> columns =
        LakeTable.all().stream()
            .flatMap(
                table -> Stream.concat(table.columns().stream(), table.partitionKeys().stream()))
            .map(Column::name)
            .toList();

    assertThat(missing("lake-layout.md", columns)).isEmpty();
    assertThat(missing("lake-layout.md", List.of(LakeTable.PROBLEMS.name()))).isEmpty();
  }

  @Test
  void nameEachReason() {
    List<String> reasons =
        Arrays.stream(RejectionReason.values()).map(RejectionReason::name).toList();

    assertThat(missing("lake-layout.md", reasons)).isEmpty();
  }

  @Test
  void nameEachFieldOfACommit() {
    List<String> fields =
        Stream.of(
                LogRecord.Snapshot.class,
                LogRecord.NonRows.class,
                LogRecord.Commit.class,
                LogRecord.Published.class,
                LogRecord.Sealed.class,
                LogRecord.Keeper.class,
                LogRecord.Swapped.class,
                LogRecord.Located.class,
                LogRecord.Retired.class,
                LogRecord.Expired.class,
                ChainLink.class,
                FileSize.class,
                Generation.class,
                Batch.class,
                NonRowOffsets.class,
                NonRowOffsets.DeadLetters.class,
                LanePosition.class,
                LaneRange.class,
                StagedFile.class)
            .flatMap(record -> Arrays.stream(record.getRecordComponents()))
            .map(RecordComponent::getName)
            .toList();

    assertThat(missing("commit-log.md", fields)).isEmpty();
  }

  /** The names that are in no table of the page. */
  private static List<String> missing(String page, List<String> names) {
    Set<String> rows =
        Page.read(Checkout.ROOT.resolve("docs/contracts").resolve(page)).code().stream()
            .filter(Page.Found::isInTable)
            .map(code -> code.text().substring(code.text().lastIndexOf('.') + 1))
            .collect(Collectors.toSet());
    return names.stream().filter(name -> !rows.contains(name)).toList();
  }
}
