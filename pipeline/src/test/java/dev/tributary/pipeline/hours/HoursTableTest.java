package dev.tributary.pipeline.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ledger.read.LogCheckpoint;
import dev.tributary.ledger.read.LogPart;
import dev.tributary.ledger.record.FileSize;
import dev.tributary.ledger.record.Generation;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.pipeline.history.MadeLog;
import dev.tributary.pipeline.lake.files.HookedFiles;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.LakeFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table over a log in memory, in real Parquet files that DuckDB reads. */
final class HoursTableTest {
  private static final String NEXT = MadeLog.HOUR.replace("hour=10", "hour=11");
  private static final String TOMORROW = MadeLog.HOUR.replace("dt=2026-11-24", "dt=2026-11-25");

  @TempDir private Path root;

  private final MadeLog log = new MadeLog().snapshot("2026-11-24T10:00:00Z");
  private final Map<String, HoursPartitions.Wanted> located = new TreeMap<>();
  private LogCheckpoint checkpoint = LogCheckpoint.NONE;
  private long published = Long.MAX_VALUE;
  private Instant now = Instant.parse("2026-11-25T00:00:00Z");
  private LakeFiles files;

  @BeforeEach
  void make() {
    files = new Lake(root.toString()).files();
  }

  private HoursTable table(LakeFiles over, String id, MadeLog made) {
    return new HoursTable(
        new HoursTable.Log() {
          @Override
          public String id() {
            return id;
          }

          @Override
          public long published() {
            return published;
          }

          @Override
          public LogPart open() {
            return made.open();
          }

          @Override
          public LogCheckpoint checkpoint() {
            return checkpoint;
          }
        },
        new HoursFiles(over),
        days -> {
          located.putAll(days);
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

  private HoursTable.Done bringUp() throws Exception {
    return table(files, "log-1", log).bringUp();
  }

  @Test
  void saysHowManyRowsCameBeforeAndAfterTheSeal() throws Exception {
    log.commit("2026-11-24T10:00:01Z", 5)
        .commit("2026-11-24T10:59:01Z", NEXT, 7)
        .sealed("2026-11-24T11:10:00Z", "2026-11-24T11:00:00Z")
        .commit("2026-11-24T11:20:00Z", 2);
    assertThat(bringUp().days()).isEqualTo(1);
    assertThat(rows())
        .containsExactly(
            "2026-11-24 10 t 5 2026-11-24T11:10:00Z 2 0", "2026-11-24 11 t 7 open 0 0");
    assertThat(located.get("2026-11-24").sealedUntil()).isEqualTo("2026-11-24T11:00:00Z");
  }

  @Test
  void continuesADayThatWasWrittenBefore() throws Exception {
    log.commit("2026-11-24T10:00:01Z", 5);
    bringUp();
    assertThat(bringUp().days()).as("nothing came").isZero();
    assertThat(files.filesIn("_staging")).isEmpty();
    assertThat(located.get("2026-11-24").sealedUntil()).isEqualTo("none");
    log.sealed("2026-11-24T11:10:00Z", "2026-11-24T11:00:00Z");
    bringUp();
    log.commit("2026-11-24T11:20:00Z", 2).commit("2026-11-24T11:20:01Z", TOMORROW, 4);
    assertThat(bringUp().days()).isEqualTo(2);
    log.sealed("2026-11-26T01:00:00Z", "2026-11-26T00:00:00Z");
    assertThat(bringUp().days()).isEqualTo(1);
    assertThat(rows())
        .containsExactly(
            "2026-11-24 10 t 5 2026-11-24T11:10:00Z 2 0",
            "2026-11-25 10 t 4 2026-11-26T01:00:00Z 0 0");
    assertThat(located.get("2026-11-24").sealedUntil())
        .as("a day that is over")
        .isEqualTo("2026-11-25T00:00:00Z");
  }

  @Test
  void hasWhatCompactionRemoved() throws Exception {
    log.commit("2026-11-24T10:00:01Z", 2).commit("2026-11-24T10:00:02Z", 2);
    log.swap("2026-11-24T11:00:00Z", 1, 2, true);
    bringUp();
    assertThat(rows()).containsExactly("2026-11-24 10 t 4 open 0 0");
  }

  /** Whoever reads the table finds each of its rows in events. */
  @Test
  void endsBeforeTheFirstCommitWhoseFilesAreOnTheirWay() throws Exception {
    log.commit("2026-11-24T10:00:01Z", 5);
    published = log.sequence();
    log.commit("2026-11-24T10:00:02Z", 2).sealed("2026-11-24T11:10:00Z", "2026-11-24T11:00:00Z");
    assertThat(bringUp().upTo()).isLessThan(log.end() - 2);
    assertThat(rows()).containsExactly("2026-11-24 10 t 5 open 0 0");
    published = log.sequence();
    bringUp();
    assertThat(rows()).containsExactly("2026-11-24 10 t 7 2026-11-24T11:10:00Z 0 0");
  }

  /** Whatever step it was at: the next one makes the same rows, and none twice. */
  @Test
  void countsNoRowTwiceWhenAWriterDiesAtAnyStep() throws Exception {
    int died = 0;
    for (int step = 0; step < 10; step++) {
      log.commit("2026-11-24T10:00:01Z", 1).commit("2026-11-24T10:00:02Z", TOMORROW, 1);
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
        table(dying, "log-1", log).bringUp();
      } catch (IOException dead) {
        died++;
      }
      if (step % 2 == 0) {
        log.commit("2026-11-24T10:00:03Z", NEXT, 1);
      }
      bringUp();
      assertThat(rows())
          .containsExactly(
              "2026-11-24 10 t " + (step + 1) + " open 0 0",
              "2026-11-24 11 t " + (step / 2 + 1) + " open 0 0",
              "2026-11-25 10 t " + (step + 1) + " open 0 0");
    }
    assertThat(died).isGreaterThan(5);
  }

  @Test
  void deletesFormerVersionsAfterAGrace() throws Exception {
    HoursTable table = table(files, "log-1", log);
    for (int minute = 0; minute < 4; minute++) {
      log.commit("2026-11-24T10:00:01Z", 1);
      assertThat(table.bringUp().filesDeleted()).isZero();
    }
    assertThat(new HoursFiles(files).all()).hasSize(4);
    now = now.plus(HoursTable.GRACE).plus(Duration.ofSeconds(1));
    assertThat(table.bringUp().filesDeleted()).isEqualTo(3);
    assertThat(rows()).containsExactly("2026-11-24 10 t 4 open 0 0");
    assertThat(files.list("_log")).as("the mark before may be read").hasSize(2);
  }

  @Test
  void beginsWithTheCheckpointOfATrimmedLog() throws Exception {
    log.commit("2026-11-24T10:00:01Z", 5).snapshot("2026-11-24T11:00:00Z");
    log.commit("2026-11-24T11:00:01Z", 2);
    log.deleteBefore(log.newestSnapshot());
    var there =
        new Generation(
            MadeLog.HOUR, List.of(MadeLog.HOUR + "/1.parquet"), List.of(new FileSize(5, 500)));
    var none = new Generation(MadeLog.HOUR, List.of());
    checkpoint =
        new LogCheckpoint(
            log.newestSnapshot(),
            List.of(
                new LogRecord.Swapped(2, -1, Instant.EPOCH.toString(), MadeLog.HOUR, none, there)));
    bringUp();
    assertThat(rows()).containsExactly("2026-11-24 10 t 7 open 0 0");
  }

  /** The records that sealed the hours are gone: the mark has them. */
  @Test
  void continuesWhereTheLogWasTrimmed() throws Exception {
    log.commit("2026-11-24T10:00:01Z", 5)
        .sealed("2026-11-24T11:10:00Z", "2026-11-24T11:00:00Z")
        .commit("2026-11-24T11:20:00Z", 1)
        .snapshot("2026-11-24T11:30:00Z");
    assertThat(bringUp().upTo()).isGreaterThan(log.newestSnapshot());
    log.deleteBefore(log.newestSnapshot());
    log.commit("2026-11-24T11:40:00Z", 2).commit("2026-11-24T11:40:01Z", NEXT, 4);
    bringUp();
    log.sealed("2026-11-24T12:10:00Z", "2026-11-24T12:00:00Z");
    bringUp();
    assertThat(rows())
        .containsExactly(
            "2026-11-24 10 t 5 2026-11-24T11:10:00Z 3 0",
            "2026-11-24 11 t 4 2026-11-24T12:10:00Z 0 0");
  }

  @Test
  void refusesALogThatWasTrimmedBeforeItsRowsWereThere() throws Exception {
    log.commit("2026-11-24T10:00:01Z", 5);
    long upTo = bringUp().upTo();
    log.commit("2026-11-24T10:00:02Z", 5).snapshot("2026-11-24T10:00:03Z");
    log.deleteBefore(log.newestSnapshot());
    assertThatThrownBy(this::bringUp)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Cannot continue the table hours at offset "
                + upTo
                + ": the commit log begins at "
                + log.newestSnapshot());
  }

  /** A lake that was adopted by a new cluster keeps the rows of the log before. */
  @Test
  void continuesTheDaysOfALogBefore() throws Exception {
    for (int i = 0; i < 5; i++) {
      log.commit("2026-11-24T10:00:01Z", 1);
    }
    bringUp();
    MadeLog other =
        new MadeLog().snapshot("2026-11-24T11:00:00Z").commit("2026-11-24T11:00:01Z", 3);
    table(files, "log-2", other).bringUp();
    table(files, "log-2", other).bringUp();
    assertThat(rows()).containsExactly("2026-11-24 10 t 8 open 0 0");
  }

  private List<String> rows() throws Exception {
    String list =
        HoursTable.currentFiles(new Lake(root.toString())).stream()
            .map(path -> "'" + root.resolve(path) + "'")
            .collect(Collectors.joining(","));
    String sql =
        """
        SELECT concat_ws(' ', dt, hour, event_type, rows,
            coalesce(strftime(sealed_at AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%SZ'), 'open'),
            reopened, removed)
        FROM read_parquet([FILES], hive_partitioning = true, hive_types_autocast = false)
        ORDER BY 1
        """;
    List<String> rows = new ArrayList<>();
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement();
        var found = statement.executeQuery(sql.replace("FILES", list))) {
      while (found.next()) {
        rows.add(found.getString(1));
      }
    }
    return rows;
  }
}
