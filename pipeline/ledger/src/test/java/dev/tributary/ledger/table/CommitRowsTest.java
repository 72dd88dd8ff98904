package dev.tributary.ledger.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.account.Terms;
import dev.tributary.ledger.read.LogEntry;
import dev.tributary.ledger.record.FileSize;
import dev.tributary.ledger.record.Generation;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.ledger.record.Offsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What swaps of files do to the sums of the table. */
final class CommitRowsTest {
  private static final String HOUR = "events/event_type=t/dt=2026-11-24/hour=10";
  private static final String YOUNG = HOUR + "/g1-a";

  private final CommitRows rows = new CommitRows(List.of());
  private final List<CommitRow> made = new ArrayList<>();
  private long offset;

  @Test
  void movesRemovedDuplicatesFromRowsToDuplicates() {
    add(compacted());

    CommitRow row = made.get(0);
    assertThat(row.kind()).isEqualTo(CommitRow.Kind.SWAP);
    assertThat(row.sequence()).isEmpty();
    assertThat(row.terms()).isEqualTo(new Terms(-2, 0, 2, 0));
    assertThat(row.duplicatesByType()).isEqualTo(Map.of("t", 2L));
    assertThat(row.files()).isEqualTo(-1);
    assertThat(row.bytes()).isEqualTo(OptionalLong.of(-50));
    assertThat(row.hours().get(0).rows()).isEqualTo(OptionalLong.of(-2));
  }

  /** A keeper that continues what another began. */
  @Test
  void countsASwapOnceThatIsInTheLogAgain() {
    add(compacted());
    add(compacted());
    add(
        new LogRecord.Located(
            2, 0, "k", "2026-11-24T11:00:00Z", HOUR, YOUNG, "2026-11-24T12:00:00Z"));
    add(compacted());

    assertThat(made).hasSize(1);
  }

  @Test
  void takesTheDuplicatesBackWhenASwapIsUndone() {
    add(compacted());
    add(undone());
    assertThat(sum()).isEqualTo(Terms.NONE);
    assertThat(made.get(1).hours().get(0).rows()).isEqualTo(OptionalLong.of(2));

    add(undone());
    assertThat(made).hasSize(2);

    add(swapped(HOUR, YOUNG, List.of())); // swapped once more
    assertThat(sum()).isEqualTo(new Terms(-2, 0, 2, 0));
  }

  @Test
  void takesAwayWhatExpired() {
    var from = new Generation(YOUNG, List.of(YOUNG + "/c-1"), List.of(new FileSize(7, 50)));
    add(new LogRecord.Expired(2, 0, "k", "2026-11-24T11:00:00Z", HOUR, from));

    CommitRow row = made.get(0);
    assertThat(row.kind()).isEqualTo(CommitRow.Kind.EXPIRED);
    assertThat(row.terms()).isEqualTo(new Terms(-7, 0, 0, 0, 7));
    assertThat(row.lanes()).as("nobody knows whose rows they were").isEmpty();
    assertThat(row.files()).isEqualTo(-1);
    assertThat(row.bytes()).isEqualTo(OptionalLong.of(-50));
    assertThat(row.hours().get(0).rows()).isEqualTo(OptionalLong.of(-7));
  }

  /** Nobody knows the sizes of files that were adopted. */
  @Test
  void saysNoLengthOfAdoptedFilesThatExpired() {
    String day = "dead_letters/dt=2026-11-24";
    var sizes = List.of(new FileSize(3, 9), new FileSize(0, 0));
    var from = new Generation(day, List.of(day + "/1", day + "/2"), sizes);
    add(new LogRecord.Expired(2, 0, "k", "2026-11-24T11:00:00Z", day, from));

    assertThat(made.get(0).terms()).isEqualTo(new Terms(0, -3, 0, 0, 3));
    assertThat(made.get(0).bytes()).isEmpty();
  }

  @Test
  void forgetsASwapThatIsRetired() {
    add(compacted());
    assertThat(rows.open()).hasSize(1);
    add(new LogRecord.Retired(2, 0, "k", "2026-11-24T13:00:00Z", HOUR, HOUR));
    assertThat(rows.open()).isEmpty();
  }

  @Test
  void saysThatNobodyCountedTheRowsOfAnAdoptedFile() {
    add(
        new LogRecord.Swapped(
            2,
            0,
            "2026-11-24T11:00:00Z",
            HOUR,
            new Generation(HOUR, List.of()),
            new Generation(HOUR, List.of(HOUR + "/x.parquet"))));

    assertThat(made.get(0).hours().get(0).rows()).isEmpty();
    assertThat(made.get(0).bytes()).isEmpty();
    assertThat(made.get(0).files()).isEqualTo(1);
  }

  private void add(LogRecord record) {
    rows.add(new LogEntry(offset++, record)).ifPresent(made::add);
  }

  private Terms sum() {
    Terms all = Terms.NONE;
    for (CommitRow row : made) {
      Terms terms = row.terms();
      all = new Terms(all.rows() + terms.rows(), 0, all.duplicates() + terms.duplicates(), 0);
    }
    return all;
  }

  private static LogRecord.Swapped compacted() {
    return swapped(HOUR, YOUNG, List.of(new NonRowOffsets("0-a", Offsets.of(3, 5), List.of())));
  }

  private static LogRecord.Swapped undone() {
    return swapped(YOUNG, HOUR, List.of());
  }

  private static LogRecord.Swapped swapped(String from, String to, List<NonRowOffsets> removed) {
    return new LogRecord.Swapped(
        2, 0, "k", "2026-11-24T11:00:00Z", HOUR, generation(from), generation(to), removed, "");
  }

  private static Generation generation(String location) {
    return location.equals(HOUR)
        ? new Generation(
            HOUR,
            List.of(HOUR + "/a.parquet", HOUR + "/b.parquet"),
            List.of(new FileSize(5, 100), new FileSize(5, 100)))
        : new Generation(YOUNG, List.of(YOUNG + "/c-1.parquet"), List.of(new FileSize(8, 150)));
  }
}
