package dev.tributary.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.lookup.RandomLog;
import dev.tributary.ledger.record.LogRecord;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** The past of random logs, whose records are all of one minute, against their single records. */
final class AccountHistoryPropertyTest {
  private static final long MINUTE = Instant.parse("2026-11-24T00:00:00Z").toEpochMilli();
  private static final Span IT = new Span(MINUTE, MINUTE + Span.MINUTE, Span.MINUTE);
  private static final Map<String, Long> NO_ENDS = Map.of();

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void addsUpToTheLedgerAtEveryRecord(@ForAll long seed, @ForAll @IntRange(max = 150) int steps) {
    var log = new RandomLog(seed, steps);
    var ledger = new Ledger();
    var history = new AccountHistory();
    for (var entry : log.entries) {
      ledger.add(entry.record());
      history.add(entry.record());
      Terms sum =
          ledger.lanes().values().stream().reduce(Terms.NONE, Terms::plus); // not its running total
      AccountView view = history.view(IT, 10, 50, NO_ENDS);
      assertThat(view.now().total()).isEqualTo(ledger.total());
      assertThat(view.now().total().total()).isEqualTo(sum.total());
      assertThat(view.past().outcomes().getOrDefault(AccountView.EXPIRED, 0L))
          .isEqualTo(ledger.total().expired());
      assertThat(terms(view.past().outcomes())).isEqualTo(sum);
      assertThat(terms(view.points().get(0).outcomes())).isEqualTo(sum);
      assertThat(view.past().reasons()).isEqualTo(ledger.deadLettersByReason());
      assertThat(view.deadLettersByReason()).isEqualTo(ledger.deadLettersByReason());
      assertThat(view.difference()).isZero();
    }
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void knowsWhatIsPublished(@ForAll long seed, @ForAll @IntRange(max = 150) int steps) {
    var log = new RandomLog(seed, steps);
    var history = new AccountHistory();
    long published = -1;
    for (var entry : log.entries) {
      history.add(entry.record());
      if (entry.record() instanceof LogRecord.Published mark) {
        published = Math.max(published, mark.sequence());
      } else if (entry.record() instanceof LogRecord.Snapshot snapshot) {
        published = Math.max(published, snapshot.published());
      }
    }
    long upTo = published;
    long waiting =
        log.fates.values().stream()
            .flatMap(fates -> fates.values().stream())
            .filter(fate -> fate.what().equals("row") && fate.sequence() > upTo)
            .count();
    waiting += // a swap may remove a row before it is published
        log.swaps.removals.stream()
            .filter(removal -> removal.to() == Long.MAX_VALUE)
            .filter(gone -> log.fates.get(gone.lane()).get(gone.offset()).sequence() > upTo)
            .count();
    AccountView view = history.view(IT, 10, 50, NO_ENDS);
    assertThat(view.now().published()).isEqualTo(published);
    assertThat(view.now().queryableRows())
        .isEqualTo(Math.max(0, view.now().total().rows() - waiting));
    assertThat(view.past().unpublishedRows()).isEqualTo(waiting);
    assertThat(view.past().outcomes().getOrDefault(AccountView.COMMITS, 0L))
        .isEqualTo(view.now().commits())
        .isEqualTo(
            log.entries.stream()
                .filter(entry -> entry.record() instanceof LogRecord.Commit)
                .count());
  }

  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  void namesTheTypesWithTheMostRecords(@ForAll long seed) {
    var log = new RandomLog(seed, 100);
    var history = new AccountHistory();
    var ledger = new Ledger();
    for (var entry : log.entries) {
      history.add(entry.record());
      ledger.add(entry.record());
    }
    Map<String, Long> records = new TreeMap<>(ledger.rowsByType());
    ledger.duplicatesByType().forEach((type, count) -> records.merge(type, count, Long::sum));
    AccountView view = history.view(IT, 10, 2, NO_ENDS);

    assertThat(view.typeCount()).isEqualTo(records.size());
    assertThat(view.types()).hasSize(Math.min(2, records.size()));
    for (AccountView.OfType type : view.types()) {
      assertThat(type.rows()).isEqualTo(ledger.rowsByType().getOrDefault(type.eventType(), 0L));
      long larger = records.values().stream().filter(count -> count > type.records()).count();
      assertThat(larger).isLessThan(2);
    }
  }

  private static Terms terms(Map<String, Long> outcomes) {
    return new Terms(
        outcomes.getOrDefault(AccountView.ROWS, 0L),
        outcomes.getOrDefault(AccountView.DEAD_LETTERS, 0L),
        outcomes.getOrDefault(AccountView.DUPLICATES, 0L),
        outcomes.getOrDefault(AccountView.LOST, 0L));
  }
}
