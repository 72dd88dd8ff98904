package dev.tributary.pipeline.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.read.LogEntry;
import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.FileSize;
import dev.tributary.ledger.record.Generation;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.StagedFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which hours a run takes. */
final class CompactionPlanTest {
  private static final String HOUR = "events/event_type=t/dt=2026-11-24/hour=10";
  private static final Instant COMMITTED = Instant.parse("2026-11-24T10:30:00Z");
  private static final Instant OVER = Instant.parse("2026-11-24T11:10:00Z");
  private static final long SMALL = 1_000;

  private final LakePartitions lake = new LakePartitions();
  private long offset;

  @Test
  void takesAnHourThatIsOverAndQuiet() {
    commit(HOUR, COMMITTED, SMALL, SMALL);
    assertThat(plan(OVER.minusMillis(1)).hours()).isEmpty();
    CompactionPlan plan = plan(OVER);
    assertThat(plan.hours()).hasSize(1);
    assertThat(plan.hours().get(0).files()).containsExactly(HOUR + "/1-0", HOUR + "/1-1");
    assertThat(plan.files()).isEqualTo(2);
    assertThat(plan.rows()).isEqualTo(14);
    assertThat(plan.bytes()).isEqualTo(2 * SMALL);
  }

  @Test
  void waitsForAnHourInWhichLateEventsArrive() {
    commit(HOUR, COMMITTED, SMALL, SMALL);
    commit(HOUR, OVER, SMALL);
    assertThat(plan(OVER.plusSeconds(599)).hours()).isEmpty();
    assertThat(plan(OVER.plusSeconds(600)).hours()).hasSize(1);
  }

  @Test
  void leavesOneFileBigFilesAndDeadLetters() {
    commit(HOUR, COMMITTED, SMALL);
    commit(HOUR.replace("=t", "=big"), COMMITTED, 64 << 20, 64 << 20);
    commit("dead_letters/dt=2026-11-24", COMMITTED, SMALL, SMALL);
    assertThat(plan(OVER).hours()).isEmpty();
  }

  @Test
  void takesACompactedHourAgainForSeveralLateFilesAndThoseAlone() {
    commit(HOUR, COMMITTED, SMALL, SMALL);
    String location = HOUR + "/g1-x";
    lake.add(
        new LogEntry(
            offset++,
            new LogRecord.Swapped(
                LogRecord.FORMAT,
                0,
                "",
                HOUR,
                new Generation(HOUR, List.of(HOUR + "/1-0", HOUR + "/1-1")),
                new Generation(
                    location, List.of(location + "/c-1"), List.of(new FileSize(14, SMALL))))));
    for (int late = 0; late < 7; late++) {
      commit(HOUR, COMMITTED, SMALL);
    }
    retire();
    assertThat(plan(OVER).hours()).isEmpty();
    commit(HOUR, COMMITTED, SMALL);
    assertThat(plan(OVER).hours())
        .singleElement()
        .matches(hour -> hour.files().size() == 8)
        .matches(hour -> hour.files().stream().allMatch(file -> file.startsWith(location + "/")));
  }

  @Test
  void countsNoRowsWhereTheLogDoesNotSayThemOfEachFile() {
    commit(HOUR, COMMITTED, SMALL);
    lake.add(
        new LogEntry(
            offset++,
            new LogRecord.Swapped(
                LogRecord.FORMAT,
                0,
                "",
                HOUR,
                new Generation(HOUR, List.of()),
                new Generation(HOUR, List.of(HOUR + "/adopted")))));
    assertThat(plan(OVER).hours())
        .singleElement()
        .matches(hour -> hour.files().size() == 2)
        .matches(hour -> hour.rows() == 0);
  }

  private void retire() {
    lake.add(
        new LogEntry(
            offset++, new LogRecord.Retired(LogRecord.FORMAT, 0, "keeper", "", HOUR, HOUR)));
  }

  private CompactionPlan plan(Instant now) {
    var rules =
        new CompactionRules(
            PartitionFilter.ALL,
            CompactionRules.QUIET,
            Duration.ofHours(1),
            CompactionRules.TARGET_BYTES,
            1,
            false);
    return CompactionPlan.of(lake, rules, now);
  }

  private void commit(String partition, Instant at, long... bytes) {
    long sequence = ++offset;
    Stream<StagedFile> files =
        IntStream.range(0, bytes.length)
            .mapToObj(
                i ->
                    new StagedFile(
                        "_staging/x", partition + "/" + sequence + "-" + i, 7, bytes[i]));
    lake.add(
        new LogEntry(
            sequence,
            new LogRecord.Commit(
                LogRecord.FORMAT,
                sequence,
                0,
                "me",
                at.toString(),
                0,
                new Batch(
                    Map.of("0-a", new LaneRange(0, 1, 1, 0, 0, 0, 0)),
                    files.toList(),
                    Map.of(),
                    Map.of(),
                    List.of()))));
  }
}
