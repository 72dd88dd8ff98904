package dev.tributary.pipeline.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ledger.read.CommitState;
import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.pipeline.job.LaunchEndedException;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.LakeFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogMaintenanceTest {
  private static final String OWN = "_staging/new.0-a.parquet";
  private static final String OTHER = "_staging/old.0-b.parquet";
  private static final String OF_BEFORE = "_staging/0-c.parquet";
  private static final String IDENTITY = "_staging/d.json";
  private static final String ROW = "events/event_type=a/dt=2026-11-24/hour=10/b.parquet";

  @TempDir private Path root;

  @Test
  void deletesStagedFilesOfOtherLaunchesAtOnceWhateverTheClockSays() throws Exception {
    LakeFiles files = files(OWN, OTHER, OF_BEFORE, IDENTITY, ROW);
    try (LogMaintenance upkeep = upkeep(files, LogMaintenanceTest::owned)) {
      upkeep.collectOrphans();
    }
    assertThat(files.filesIn("_staging")).containsExactlyInAnyOrder(OWN, IDENTITY);
    assertThat(files.exists(ROW)).isTrue();
  }

  /** As after a bundle that failed: another one, which was begun since, stays. */
  @Test
  void deletesItsOwnFilesWhenManyRunsHaveSeenThem() throws Exception {
    LakeFiles files = files(OWN, IDENTITY);
    try (LogMaintenance upkeep = upkeep(files, LogMaintenanceTest::owned)) {
      for (int run = 0; run < LogMaintenance.RUNS; run++) {
        upkeep.collectOrphans();
        assertThat(files.filesIn("_staging")).containsExactlyInAnyOrder(OWN, IDENTITY);
      }
      files.write("_staging/new.0-later.parquet", new byte[1]);
      upkeep.collectOrphans();
    }
    assertThat(files.filesIn("_staging")).containsExactly("_staging/new.0-later.parquet");
  }

  /** What it took for another launch's, a newer one may be about to commit. */
  @Test
  void deletesNothingOnceAnotherLaunchIsTheOwner() throws Exception {
    LakeFiles files = files(OTHER);
    try (LogMaintenance upkeep =
        upkeep(
            files,
            () -> {
              throw LaunchEndedException.because("another launch owns the log");
            })) {
      assertThatThrownBy(upkeep::collectOrphans).isInstanceOf(LaunchEndedException.class);
    }
    assertThat(files.exists(OTHER)).isTrue();
  }

  @Test
  void keepsWhatACommitNames() throws Exception {
    LakeFiles files = files(OTHER);
    var batch =
        new Batch(
            Map.of("0-id", new LaneRange(0, 1, 1, 0, 0, 0, 0)),
            List.of(new StagedFile(OTHER, ROW, 1, 1)),
            Map.of(),
            Map.of(),
            List.of());
    var commit = new LogRecord.Commit(LogRecord.FORMAT, 1, 0, "old", "", 0, batch);
    try (LogMaintenance upkeep = upkeep(files, () -> state(List.of(commit)))) {
      upkeep.collectOrphans();
    }
    assertThat(files.exists(OTHER)).isTrue();
  }

  @Test
  void findsNothingInALakeWithoutStaging() throws Exception {
    LakeFiles files = files();
    try (LogMaintenance upkeep = upkeep(files, LogMaintenanceTest::owned)) {
      upkeep.collectOrphans();
    }
    assertThat(files.filesIn("_staging")).isEmpty();
  }

  private static LogMaintenance upkeep(LakeFiles files, Supplier<CommitState> readAsOwner) {
    return new LogMaintenance(files, "new", readAsOwner);
  }

  private static CommitState owned() {
    return state(List.of());
  }

  private static CommitState state(List<LogRecord.Commit> unpublished) {
    return new CommitState(
        2, 0, Optional.of("new"), Map.of(), Set.of(), 1, 0, List.of(), unpublished, Set.of());
  }

  private LakeFiles files(String... paths) throws Exception {
    LakeFiles files = new Lake(root.toString()).files();
    for (String path : paths) {
      files.write(path, new byte[1]);
    }
    return files;
  }
}
