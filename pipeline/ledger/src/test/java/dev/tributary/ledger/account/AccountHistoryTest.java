package dev.tributary.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.StagedFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Commits at different times: which span they are in, and what of them is published. */
class AccountHistoryTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final Span TEN_MINUTES = Span.last(Duration.ofMinutes(10), NOON.toEpochMilli());

  private final AccountHistory history = new AccountHistory();
  private long sequence;
  private long offset;

  @Test
  void countsACommitWhenItWasWritten() {
    launch();
    commit(NOON.minusSeconds(86_400 + 60).toString(), 5);
    commit(NOON.minusSeconds(3_600).toString(), 3);
    commit(NOON.minusSeconds(60).toString(), 2);
    AccountView view = history.view(TEN_MINUTES, 60, 10, Map.of("0-A", 17L));

    assertThat(view.past().outcomes()).isEqualTo(Map.of("rows", 2L, "commits", 1L));
    assertThat(view.past().isWhole()).isTrue();
    assertThat(view.dayBefore().outcomes()).isEqualTo(Map.of("rows", 5L, "commits", 1L));
    assertThat(view.dayBefore().isWhole()).isFalse();
    assertThat(view.now().total().rows()).isEqualTo(10);
    assertThat(view.now().inFlight()).isEqualTo(7);
    assertThat(view.points()).hasSize(11);
    assertThat(view.points().get(9).outcomes()).containsEntry("rows", 2L);
  }

  @Test
  void takesACommitWithoutATimeAsWrittenWithTheOneBefore() {
    launch();
    commit(NOON.minusSeconds(60).toString(), 1);
    commit("yesterday", 2);
    commit(null, 4);

    assertThat(history.view(TEN_MINUTES, 60, 10, Map.of()).past().outcomes())
        .containsEntry("rows", 7L);
  }

  @Test
  void leavesOutCommitsBeforeTheFirstSnapshot() {
    commit(NOON.minusSeconds(60).toString(), 1);
    AccountView view = history.view(TEN_MINUTES, 60, 10, Map.of());

    assertThat(view.past().outcomes()).isEmpty();
    assertThat(view.now().commits()).isZero();
    assertThat(view.firstMillis()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void neverTakesTooMuchAsPublishedHoweverManyCommitsWait() {
    launch();
    int commits = AccountHistory.MOST_UNPUBLISHED + 500;
    for (int i = 0; i < commits; i++) {
      commit(NOON.minusSeconds(60).toString(), 1);
    }
    assertThat(now().unpublishedCommits()).isEqualTo(commits);
    assertThat(now().queryableRows()).isZero();

    publish(sequence - 1);
    assertThat(now().queryableRows()).isEqualTo(AccountHistory.MOST_UNPUBLISHED - 1);
    publish(sequence);
    assertThat(now().queryableRows()).isEqualTo(commits);
    assertThat(now().unpublishedCommits()).isZero();
  }

  private AccountView.Now now() {
    return history.view(TEN_MINUTES, 60, 10, Map.of()).now();
  }

  private void launch() {
    history.add(
        new LogRecord.Snapshot(
            LogRecord.FORMAT,
            sequence,
            -1,
            "me",
            "2026-11-24T00:00:00Z",
            Map.of("0-A", new LanePosition("events", 0, "A", 0, 0)),
            Set.of(),
            -1,
            Set.of()));
  }

  private void commit(String at, int rows) {
    var range = new LaneRange(offset, offset + rows, rows, 0, 0, 0, 0);
    offset += rows;
    String path = "events/event_type=a/dt=2026-11-24/hour=10/" + sequence + ".parquet";
    history.add(
        new LogRecord.Commit(
            LogRecord.FORMAT,
            ++sequence,
            0,
            "me",
            at,
            0,
            new Batch(
                Map.of("0-A", range),
                List.of(new StagedFile("_staging/x", path, rows, 1)),
                Map.of(),
                Map.of(),
                List.of())));
  }

  private void publish(long upTo) {
    history.add(new LogRecord.Published(LogRecord.FORMAT, upTo, 0));
  }
}
