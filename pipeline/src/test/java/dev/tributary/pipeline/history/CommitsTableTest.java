package dev.tributary.pipeline.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.pipeline.lake.files.HookedFiles;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.LakeFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.thrift.TException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table over a log in memory, in real Parquet files that DuckDB reads. */
final class CommitsTableTest {
  @TempDir private Path root;

  private final MadeLog log = new MadeLog().snapshot("2026-11-24T10:00:00Z");
  private final Map<String, String> located = new TreeMap<>();
  private Instant now = Instant.parse("2026-11-25T00:00:00Z");
  private LakeFiles files;
  private CommitsTable table;

  @BeforeEach
  void make() {
    files = new Lake(root.toString()).files();
    table = table(files);
  }

  private CommitsTable table(LakeFiles over) {
    return new CommitsTable(
        new CommitsTable.Log("log-1", log::open),
        new CommitsFiles(over),
        uris -> {
          located.putAll(uris);
          return List.of();
        },
        new Clock() {
          @Override
          public Instant instant() {
            return now;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }
        });
  }

  @Test
  void hasARowForEachCommitWithItsValues() throws Exception {
    log.commit("2026-11-24T10:00:01Z", 5).commit("2026-11-24T10:00:02Z", 7);
    assertThat(table.bringUp().rows()).isEqualTo(2);
    assertThat(commits()).isEqualTo(log.sent).hasSize(2);
    assertThat(located).containsEntry("dt=2026-11-24", files.uri("commits/dt=2026-11-24"));
  }

  @Test
  void continuesWhereTheNewestFileEnds() throws Exception {
    for (int file = 0; file < 4; file++) {
      log.commit("2026-11-24T10:00:0" + file + "Z", 1 + file);
      assertThat(table(files).bringUp().files()).isEqualTo(1);
      assertThat(table(files).bringUp().files()).isZero();
      log.snapshot("2026-11-24T10:00:09Z");
    }
    assertThat(all()).hasSize(4);
    assertThat(commits()).isEqualTo(log.sent).hasSize(4);
  }

  @Test
  void hasASwapAsARowThatRemovesFiles() throws Exception {
    log.commit("2026-11-24T10:00:01Z", 2).commit("2026-11-24T10:00:02Z", 2);
    log.swap("2026-11-24T11:00:00Z", 1, 2, true);
    table.bringUp();
    assertThat(
            TableRows.lines(
                root,
                all(),
                "SELECT concat_ws(' ', sum(rows), sum(files), sum(bytes), count(sequence),"
                    + " count(*)) FROM read_parquet([FILES])"))
        .containsExactly("4 3 500 2 3");
  }

  /** Whatever step it was at: the next one makes the same rows, and none twice. */
  @Test
  void losesAndDoublesNoRowWhenAWriterDiesAtAnyStep() throws Exception {
    int died = 0;
    for (int step = 0; step < 8; step++) { // each has a file to write, and a day to merge
      log.commit("2026-12-%02dT10:00:00Z".formatted(1 + step), 5);
      table(files).bringUp();
      log.commit("2026-12-%02dT11:00:00Z".formatted(1 + step), 2);
      table(files).bringUp();
      log.commit("2026-12-%02dT00:00:00Z".formatted(2 + step), 1);
      int[] left = {step};
      LakeFiles dying =
          HookedFiles.of(
              files,
              name -> {
                if (left[0]-- <= 0) {
                  throw new IOException("died at " + name);
                }
              });
      try {
        table(dying).bringUp();
      } catch (IOException dead) {
        died++;
      }
      assertThat(commits()).isSubsetOf(log.sent).doesNotHaveDuplicates();
      table(files).bringUp();
      assertThat(commits()).isEqualTo(log.sent);
    }
    assertThat(died).isEqualTo(7);
  }

  @Test
  void writesEachRowOnceWhenAnotherWriterIsFaster() throws Exception {
    log.commit("2026-11-24T10:00:01Z", 5);
    int[] steps = {0};
    LakeFiles slow =
        HookedFiles.of(
            files,
            step -> {
              if (step.equals("copy") && steps[0]++ == 0) {
                log.commit("2026-11-24T10:00:02Z", 2);
                bringUp(table(files));
              }
            });
    table(slow).bringUp();
    log.commit("2026-11-24T10:00:03Z", 2);
    table(slow).bringUp();
    assertThat(commits()).isEqualTo(log.sent).hasSize(3);
  }

  private static void bringUp(CommitsTable table) throws IOException {
    try {
      table.bringUp();
    } catch (TException e) {
      throw new IOException(e);
    }
  }

  @Test
  void mergesADayThatIsOverAndDeletesItsSmallFilesAfterAGrace() throws Exception {
    for (int minute = 0; minute < 30; minute++) {
      log.commit("2026-11-24T10:%02d:00Z".formatted(minute), 1 + minute);
      table.bringUp();
    }
    assertThat(all()).hasSize(30);
    log.commit("2026-11-25T00:00:00Z", 4);
    assertThat(table.bringUp().daysMerged()).isEqualTo(1);
    assertThat(all()).as("the small files stay for queries that began before").hasSize(32);
    assertThat(commits()).isEqualTo(log.sent);
    assertThat(located)
        .containsEntry("dt=2026-11-24", files.uri("commits/dt=2026-11-24/whole"))
        .containsEntry("dt=2026-11-25", files.uri("commits/dt=2026-11-25"));

    now = now.plus(CommitsTable.GRACE).minus(Duration.ofSeconds(1));
    assertThat(table.bringUp().filesDeleted()).isZero();
    now = now.plusSeconds(1);
    assertThat(table.bringUp().filesDeleted()).isEqualTo(30);
    assertThat(all()).hasSize(2);
    assertThat(commits()).isEqualTo(log.sent);
  }

  @Test
  void putsARowOfAClockThatWentBackIntoTheNewestDay() throws Exception {
    log.commit("2026-11-25T00:00:01Z", 1).commit("2026-11-24T23:59:59Z", 1);
    table.bringUp();
    log.commit("2026-11-24T23:59:59Z", 1);
    table.bringUp();
    assertThat(all()).extracting(CommitsFile::day).containsOnly("2026-11-25");
    assertThat(commits()).isEqualTo(log.sent);
  }

  /** A lake that was adopted by a new cluster keeps the rows of the log before. */
  @Test
  void readsAnotherLogFromItsBegin() throws Exception {
    log.commit("2026-11-24T10:00:01Z", 5).commit("2026-11-24T10:00:02Z", 7);
    table.bringUp();
    MadeLog other =
        new MadeLog().snapshot("2026-11-24T11:00:00Z").commit("2026-11-24T11:00:01Z", 3);
    var second =
        new CommitsTable(
            new CommitsTable.Log("log-2", other::open),
            new CommitsFiles(files),
            uris -> List.of(),
            Clock.systemUTC());
    assertThat(second.bringUp().rows()).isEqualTo(1);
    assertThat(second.bringUp().rows()).isZero();
    assertThat(commits()).isEqualTo(log.sent);
  }

  @Test
  void refusesALogThatWasTrimmedBeforeItsRowsWereThere() throws Exception {
    log.commit("2026-11-24T10:00:01Z", 5);
    table.bringUp();
    log.commit("2026-11-24T10:00:02Z", 5).snapshot("2026-11-24T10:00:03Z");
    log.deleteBefore(log.newestSnapshot());
    assertThatThrownBy(table::bringUp)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot continue the table commits at offset 4: the commit log begins at 6");
  }

  @Test
  void leavesNothingInStaging() throws Exception {
    log.commit("2026-11-24T10:00:01Z", 5);
    table.bringUp();
    assertThat(files.filesIn("_staging")).isEmpty();
  }

  private List<CommitsFile> all() throws IOException {
    return new CommitsFiles(files).all();
  }

  private List<String> commits() throws IOException {
    return TableRows.commits(root, new Days(all()).current());
  }
}
