package dev.tributary.pipeline.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.LogRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commits that the metastore does not take: all in their order, few in memory. */
@Timeout(60)
final class WaitingCommitsTest {
  private final List<LogRecord.Commit> log = new ArrayList<>();
  private int reads;
  private final WaitingCommits waiting = new WaitingCommits(this::read);

  private List<LogRecord.Commit> read(long after, long upTo) {
    reads++;
    return log.stream()
        .filter(commit -> commit.sequence() > after && commit.sequence() <= upTo)
        .limit(WaitingCommits.HELD)
        .toList();
  }

  @Test
  void givesWhatIsHeldWithoutReadingItAgain() throws Exception {
    append(1, 3);
    assertThat(take(waiting.next())).containsExactly(1L, 2L, 3L);
    append(4, 4);
    assertThat(take(waiting.next())).containsExactly(4L);
    assertThat(reads).isZero();
    assertThat(waiting.count()).isZero();
  }

  @Test
  void readsWhatIsTooManyFromTheLogAgain() throws Exception {
    int many = 10 * WaitingCommits.HELD + 5;
    append(1, many);
    assertThat(waiting.count()).isEqualTo(many);
    var taken = new ArrayList<Long>();
    while (waiting.count() > 0) {
      List<LogRecord.Commit> next = waiting.next();
      assertThat(next).hasSizeLessThanOrEqualTo(WaitingCommits.HELD);
      taken.addAll(take(next));
      if (taken.size() == 3 * WaitingCommits.HELD) {
        append(many + 1, many + 7); // while others are still to be read again
      }
    }
    assertThat(taken).hasSize(many + 7).isSorted().doesNotHaveDuplicates();
    append(many + 8, many + 8);
    int readsBefore = reads;
    assertThat(take(waiting.next())).containsExactly((long) many + 8);
    assertThat(reads).as("it holds the newest again").isEqualTo(readsBefore);
  }

  @Test
  void givesAgainWhatWasNotRegistered() throws Exception {
    append(1, 2);
    waiting.remove(waiting.next().get(0));
    assertThat(waiting.next()).extracting(LogRecord.Commit::sequence).containsExactly(2L);
  }

  @Test
  void saysThatTheLogDoesNotShowThemYet() {
    append(1, WaitingCommits.HELD + 1);
    assertThatThrownBy(
            () -> {
              take(waiting.next());
              log.clear();
              waiting.next();
            })
        .hasMessage("Cannot read the commits 65 to 65 again yet");
  }

  @Test
  void waitsForNothingWhenItEnds() throws Exception {
    waiting.wakeUp();
    assertThat(waiting.next()).isEmpty();
  }

  private void append(long from, long to) {
    for (long sequence = from; sequence <= to; sequence++) {
      var commit = new LogRecord.Commit(LogRecord.FORMAT, sequence, 0, "owner", "", 0, batch());
      log.add(commit);
      waiting.add(commit);
    }
  }

  private List<Long> take(List<LogRecord.Commit> commits) {
    commits.forEach(waiting::remove);
    return commits.stream().map(LogRecord.Commit::sequence).toList();
  }

  private static Batch batch() {
    var range = new LaneRange(0, 1, 1, 0, 0, 0, 0);
    return new Batch(Map.of("0-a", range), List.of(), Map.of(), Map.of(), List.of());
  }
}
