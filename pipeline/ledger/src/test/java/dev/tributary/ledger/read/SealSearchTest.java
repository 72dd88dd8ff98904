package dev.tributary.ledger.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.record.LogRecord;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SealSearchTest {
  private final FakeLog log = new FakeLog().snapshot("me", -1);

  private FakeLog sealed(String until) {
    return log.add(
        new LogRecord.Sealed(
            LogRecord.FORMAT, log.newestSnapshot(), "me", "2026-11-24T12:00:00Z", until));
  }

  private Optional<String> newest() {
    return SealSearch.newest(FakeLog.ACCESS, log, () -> false).map(LogRecord.Sealed::until);
  }

  @Test
  void findsNothingWhereNoHourIsSealed() {
    assertThat(newest()).isEmpty();
    log.commit().snapshot("me", 0).commit();
    assertThat(newest()).isEmpty();
  }

  @Test
  void findsTheNewestBehindTheLastSnapshotOrBeforeIt() {
    sealed("2026-11-24T10:00:00Z").commit();
    sealed("2026-11-24T11:00:00Z").commit();
    assertThat(newest()).contains("2026-11-24T11:00:00Z");
    for (int i = 0; i < 5; i++) {
      log.snapshot("me", 0).commit();
    }
    assertThat(newest()).contains("2026-11-24T11:00:00Z");
  }

  /** A lane that stopped holds all later hours back, while the others go on. */
  @Test
  void findsTheNewestHoweverFarBackItIs() {
    sealed("2026-11-24T10:00:00Z");
    for (int i = 0; i < 2_000; i++) {
      log.snapshot("me", 0);
    }
    assertThat(newest()).contains("2026-11-24T10:00:00Z");
  }

  @Test
  void endsAtASnapshotWhenNobodyWaitsAnyMore() {
    sealed("2026-11-24T10:00:00Z").snapshot("me", 0).snapshot("me", 0);
    assertThat(SealSearch.newest(FakeLog.ACCESS, log, () -> true)).isEmpty();
  }

  /** A launch that was frozen before it wrote. */
  @Test
  void takesTheLatestTimeOfSeveral() {
    sealed("2026-11-24T11:00:00Z");
    sealed("2026-11-24T10:00:00Z");
    assertThat(newest()).contains("2026-11-24T11:00:00Z");
  }

  @Test
  void findsNothingBeforeTheBeginOfATrimmedLog() {
    sealed("2026-11-24T10:00:00Z").commit().snapshot("me", 0).commit().trimmed();
    assertThat(newest()).isEmpty();
    sealed("2026-11-24T11:00:00Z").commit();
    assertThat(newest()).contains("2026-11-24T11:00:00Z");
  }

  @Test
  void readsEachPartOfTheLogOnce() {
    sealed("2026-11-24T10:00:00Z");
    for (int i = 0; i < 100; i++) {
      log.commit().snapshot("me", 0);
    }
    newest();
    assertThat(log.read()).isLessThan(202 + 3 * 101);
  }

  @Test
  void leavesStateAndNumbersAsTheyAre() {
    log.commit();
    sealed("2026-11-24T10:00:00Z").commit();
    CommitState state = CommitLogReader.read(FakeLog.ACCESS, log);
    assertThat(state.sequence()).isEqualTo(2);
    assertThat(state.records()).isEqualTo(3);
  }
}
