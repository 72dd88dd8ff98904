package dev.tributary.ledger.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ledger.record.FileSize;
import dev.tributary.ledger.record.Generation;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.ledger.record.Offsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The fold as a table. A log is a line: S7 a snapshot of state 7, C8 a commit, C8+2 one that has
 * two parts, N8 a part, P8 a mark; each takes the next offset.
 */
final class LogFoldTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // log                   | sequence | published | records | unpublished | newest
        "S0                      | 0        | -1        | 0       | -           | -",
        "S0 C1                   | 1        | -1        | 1       | 1           | -",
        "S0 C1 P1                | 1        | 1         | 2       | -           | 1",
        "S0 C1 C2 P1             | 2        | 1         | 3       | 2           | 1",
        "S0 C1 P1 C2 C3 P3       | 3        | 3         | 5       | -           | 3",
        "S0 C1 C2 P2 P1          | 2        | 2         | 4       | -           | 2",
        "S0 C1 S2 C3             | 3        | -1        | 1       | 1 3         | -",
        "S0 C1 P1 S2 C3          | 3        | 1         | 1       | 3           | 1",
        "S5 N6 C6+1              | 6        | -1        | 2       | 6           | -",
        "S5 N6 N6 C6+2 P6 C7     | 7        | 6         | 5       | 7           | 6"
      })
  void addsUp(
      String log, long sequence, long published, long records, String unpublished, String newest) {
    CommitState state = fold(log).state();
    assertThat(state.sequence()).isEqualTo(sequence);
    assertThat(state.published()).isEqualTo(published);
    assertThat(state.records()).isEqualTo(records);
    assertThat(state.unpublished())
        .extracting(commit -> Long.toString(commit.sequence()))
        .isEqualTo(unpublished == null ? List.of() : List.of(unpublished.split(" ")));
    assertThat(state.newestFiles())
        .isEqualTo(newest == null ? List.of() : List.of(FakeLog.HOUR + "/" + newest));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "C1          | its state 1 comes after state -1",
        "P1          | no snapshot comes before it",
        "S0 C2       | its state 2 comes after state 0",
        "S0 C1 C1    | its state 1 comes after state 1",
        "S0 C1 S1    | its state 1 comes after state 1",
        "S0 C1+1     | it belongs to other records than those before it (parts=1, found=0)",
        "S0 N1 C1    | it belongs to other records than those before it (parts=0, found=1)",
        "S0 N1 S1    | it belongs to other records than those before it (parts=0, found=1)",
        "S0 N2       | it is of commit 2 and comes after state 0"
      })
  void refusesWhatCannotFollow(String log, String message) {
    assertThatThrownBy(() -> fold(log))
        .isInstanceOf(LogFold.OutOfOrderException.class)
        .hasMessage(message);
  }

  @Test
  void refusesASnapshotThatIsNotBefore() {
    assertThatThrownBy(() -> new LogFold().add(3, new LogRecord.Published(LogRecord.FORMAT, 1, 3)))
        .hasMessage("it names a snapshot behind it: 3");
  }

  @Test
  void refusesACommitOfALaneThatNoLaunchEntered() {
    var fold = new LogFold();
    fold.add(
        0,
        new LogRecord.Snapshot(
            LogRecord.FORMAT, 0, -1, "me", "", Map.of(), Set.of(), -1, Set.of()));
    assertThatThrownBy(() -> fold.add(1, FakeLog.commit(1, 0, 0)))
        .hasMessage("Cannot find lane 0-a in the commit log: it holds []");
  }

  @Test
  void forgetsTheNewestFilesOfATypeThatWasForgotten() {
    LogFold fold = fold("S0 C1 P1");
    fold.add(
        3,
        new LogRecord.Snapshot(LogRecord.FORMAT, 2, 0, "me", "", Map.of(), Set.of(), 1, Set.of()));
    assertThat(fold.state().newestFiles()).isEmpty();
  }

  /** Whoever launches then looks for none of them. */
  @Test
  void forgetsTheNewestFilesThatExpired() {
    LogFold fold = fold("S0 C1 P1 C2");
    String newest = FakeLog.HOUR + "/1";
    var from = new Generation(FakeLog.HOUR, List.of(newest), List.of(new FileSize(1, 9)));
    fold.add(4, new LogRecord.Expired(LogRecord.FORMAT, 0, "keeper", "", FakeLog.HOUR, from));
    assertThat(fold.state().newestFiles()).isEmpty();
    assertThat(fold.state().unpublished()).hasSize(1);
  }

  private static LogFold fold(String log) {
    var fold = new LogFold();
    long offset = 0;
    for (String word : log.trim().split(" +")) {
      fold.add(offset++, record(word));
    }
    return fold;
  }

  private static LogRecord record(String word) {
    String[] parts = word.substring(1).split("\\+");
    long sequence = Long.parseLong(parts[0]);
    int nonRows = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
    return switch (word.charAt(0)) {
      case 'S' ->
          new LogRecord.Snapshot(
              LogRecord.FORMAT,
              sequence,
              -1,
              "me",
              "",
              Map.of("0-a", new LanePosition("events", 0, "a", sequence, 0)),
              Set.of("t"),
              -1,
              Set.of());
      case 'C' -> FakeLog.commit(sequence, -1, nonRows);
      case 'N' ->
          new LogRecord.NonRows(
              LogRecord.FORMAT,
              sequence,
              -1,
              new NonRowOffsets("0-a", Offsets.of(sequence), List.of()));
      default -> new LogRecord.Published(LogRecord.FORMAT, sequence, -1);
    };
  }
}
