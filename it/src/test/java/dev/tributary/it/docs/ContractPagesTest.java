package dev.tributary.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.pipeline.commit.Batch;
import dev.tributary.pipeline.commit.LanePosition;
import dev.tributary.pipeline.commit.LaneRange;
import dev.tributary.pipeline.commit.StagedFile;
import dev.tributary.schemas.Column;
import dev.tributary.schemas.LakeTable;
import dev.tributary.schemas.Reason;
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
        Stream.of(LakeTable.EVENTS, LakeTable.DEAD_LETTERS)
            .flatMap(
                table -> Stream.concat(table.columns().stream(), table.partitionKeys().stream()))
            .map(Column::name)
            .toList();

    assertThat(namedBy("lake-layout.md")).containsAll(columns).contains(LakeTable.PROBLEMS.name());
  }

  @Test
  void nameEachReason() {
    assertThat(namedBy("lake-layout.md"))
        .containsAll(Arrays.stream(Reason.values()).map(Reason::name).toList());
  }

  @Test
  void nameEachFieldOfACommit() {
    List<String> fields =
        Stream.of(Batch.class, LaneRange.class, LanePosition.class, StagedFile.class)
            .flatMap(record -> Arrays.stream(record.getRecordComponents()))
            .map(RecordComponent::getName)
            .toList();

    assertThat(namedBy("commit-log.md")).containsAll(fields);
  }

  /** What stands in backticks, of {@code a.b} the last part. */
  private static Set<String> namedBy(String page) {
    return Page.read(Checkout.ROOT.resolve("docs/contracts").resolve(page)).code().stream()
        .map(code -> code.text().substring(code.text().lastIndexOf('.') + 1))
        .collect(Collectors.toSet());
  }
}
