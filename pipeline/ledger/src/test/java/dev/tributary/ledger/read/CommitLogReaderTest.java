package dev.tributary.ledger.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ledger.record.Generation;
import dev.tributary.ledger.record.LogRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CommitLogReaderTest {
  @Test
  void findsNothingInAnEmptyLog() {
    assertThat(read(new FakeLog())).isEqualTo(CommitState.EMPTY);
  }

  @Test
  void readsFromTheNewestSnapshot() {
    CommitState state =
        read(new FakeLog().snapshot("old", -1).commit().published(1).snapshot("me", 1).commit());
    assertThat(state.sequence()).isEqualTo(3);
    assertThat(state.owner()).contains("me");
    assertThat(state.position("0-a").offset()).isEqualTo(3);
    assertThat(state.eventTypes()).containsExactly("t");
    assertThat(state.unpublished()).extracting(LogRecord.Commit::sequence).containsExactly(3L);
    assertThat(state.newestFiles()).containsExactly(FakeLog.HOUR + "/1");
  }

  /** The metastore was down while the owner changed twice. */
  @Test
  void goesBackToTheFirstUnpublishedCommit() {
    var log = new FakeLog().snapshot("a", -1).commit().commit().published(1);
    log.snapshot("b", 1).commit().snapshot("c", 1);
    assertThat(read(log).unpublished())
        .extracting(LogRecord.Commit::sequence)
        .containsExactly(2L, 4L);
    assertThat(read(log).published()).isEqualTo(1);
  }

  @Test
  void goesBackOverIdleSnapshotsToTheNewestFiles() {
    var log = new FakeLog().snapshot("a", -1).commit().published(1);
    for (int day = 0; day < 30; day++) {
      log.snapshot("a", 1 + day);
    }
    assertThat(read(log).newestFiles()).containsExactly(FakeLog.HOUR + "/1");
    assertThat(read(log).unpublished()).isEmpty();
  }

  /** 400 commits before the newest snapshot, each with its mark. */
  @Test
  void readsNoMoreOfALongLogThanItNeeds() {
    var log = new FakeLog().snapshot("me", -1);
    for (int n = 1; n <= 400; n++) {
      log.commit().published(n);
    }
    log.snapshot("me", 400).commit().published(402);
    int before = log.read();
    assertThat(read(log).sequence()).isEqualTo(402);
    assertThat(log.read() - before).as("the tail twice").isLessThan(2 * 200);
  }

  @Test
  void readsALogThatWasTrimmedBehindItsNewestSnapshot() {
    var log = new FakeLog().snapshot("a", -1).commit().published(1).snapshot("me", 1);
    assertThat(read(log.trimmed().commit()).position("0-a").offset()).isEqualTo(3);
  }

  @Test
  void tellsFilesThatReplacedTheNewestOnes() {
    var log = new FakeLog().snapshot("me", -1).commit().published(1).add(swap("1"));
    assertThat(read(log).newestFiles()).containsExactly(FakeLog.HOUR + "/g1-a/c-1");
    assertThat(read(log.add(swap("other"))).newestFiles())
        .containsExactly(FakeLog.HOUR + "/g1-a/c-1");
  }

  @Test
  void givesTheCommitsOfASpan() {
    var log = new FakeLog().snapshot("me", -1);
    for (int n = 0; n < 3; n++) {
      log.commit().commit().snapshot("me", -1); // 1 2, 4 5, 7 8
    }
    var sequences = new ArrayList<Long>();
    CommitLogReader.since(
        FakeLog.ACCESS,
        log,
        snapshot -> snapshot.sequence() <= 4,
        record -> {
          if (record instanceof LogRecord.Commit commit) {
            sequences.add(commit.sequence());
          }
          return sequences.size() < 3;
        });
    assertThat(sequences).containsExactly(4L, 5L, 7L);
  }

  @Test
  void refusesAForgedRecordByItsOffset() {
    var log = new FakeLog().snapshot("me", -1).commit().add(FakeLog.commit(9_999, 0, 0));
    assertThatThrownBy(() -> read(log))
        .isInstanceOf(UnreadableLogException.class)
        .hasMessageContaining("at offset 4: its state 9999 comes after state 1")
        .hasMessageEndingWith("launch with --skipLogRecords=4");
    CommitState state =
        CommitLogReader.read(new LogAccess(FakeLog.ACCESS.kafka(), "game", "me", Set.of(4L)), log);
    assertThat(state.sequence()).isEqualTo(1);
    assertThat(state.skipped()).containsExactly(4L);
  }

  /** The launch that was told writes it into the log, for those who are not told. */
  @Test
  void readsOverWhatASnapshotSaysIsForged() {
    var log = new FakeLog().snapshot("me", -1).commit().add(FakeLog.commit(9_999, 0, 0));
    var told = new LogAccess(FakeLog.ACCESS.kafka(), "game", "me", Set.of(4L));
    log.add(CommitLogReader.read(told, log).nextSnapshot("me", Instant.EPOCH));
    assertThat(read(log).sequence()).isEqualTo(2);
    assertThat(read(log).unpublished()).extracting(LogRecord.Commit::sequence).containsExactly(1L);
    assertThat(read(log).skipped()).containsExactly(4L);
  }

  @Test
  void refusesARecordThatNamesNoSnapshot() {
    assertThatThrownBy(
            () -> read(new FakeLog().add(new LogRecord.Published(LogRecord.FORMAT, 1, -1))))
        .hasMessageContaining("at offset 0: it names no snapshot of the log: -1");
    assertThatThrownBy(
            () ->
                read(
                    new FakeLog()
                        .snapshot("me", -1)
                        .commit()
                        .add(new LogRecord.Published(LogRecord.FORMAT, 1, 2))))
        .hasMessageContaining("at offset 4: no snapshot is at the offset it names: 2");
  }

  @Test
  void refusesALogOfTheFormatBefore() {
    String launch =
        """
        {"format":1,"sequence":0}""";
    assertThatThrownBy(
            () ->
                read(
                    new FakeLog()
                        .add("launch".getBytes(), launch.getBytes(StandardCharsets.UTF_8))))
        .hasMessageContaining("its format is 1, this program reads 2. Launch with a new --name");
  }

  private static CommitState read(FakeLog log) {
    return CommitLogReader.read(FakeLog.ACCESS, log);
  }

  private static LogRecord.Swapped swap(String name) {
    return new LogRecord.Swapped(
        LogRecord.FORMAT,
        0,
        "2026-11-24T00:00:00Z",
        FakeLog.HOUR,
        new Generation(FakeLog.HOUR, List.of(FakeLog.HOUR + "/" + name)),
        new Generation(FakeLog.HOUR + "/g1-a", List.of(FakeLog.HOUR + "/g1-a/c-" + name)));
  }
}
