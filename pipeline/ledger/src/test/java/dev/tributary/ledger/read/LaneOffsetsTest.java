package dev.tributary.ledger.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.LogJson;
import dev.tributary.ledger.record.LogKind;
import dev.tributary.ledger.record.LogRecord;
import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.ledger.record.Offsets;
import dev.tributary.ledger.record.StagedFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LaneOffsetsTest {
  private static final CommitState STATE =
      new CommitState(
          7,
          0,
          Optional.of("me"),
          Map.of("a", position("a", 10), "b", position("b", 20)),
          Set.of(),
          7,
          0,
          List.of(),
          List.of(),
          Set.of());

  @Test
  void takesABatchThatContinuesItsLanes() {
    assertThat(LaneOffsets.judge(STATE, batch(Map.of("a", range(10, 12), "b", range(20, 21)))))
        .isEqualTo(LaneOffsets.Verdict.CONTINUES);
  }

  @Test
  void knowsABatchThatIsCommitted() {
    assertThat(LaneOffsets.judge(STATE, batch(Map.of("a", range(5, 10), "b", range(0, 20)))))
        .isEqualTo(LaneOffsets.Verdict.COMMITTED);
  }

  @Test
  void refusesAGap() {
    assertThatThrownBy(() -> LaneOffsets.judge(STATE, batch(Map.of("a", range(11, 12)))))
        .hasMessage(
            "Cannot commit lane a: the batch does not continue the log"
                + " (from=11, to=12, committed=10)");
  }

  @Test
  void refusesAnOverlap() {
    assertThatThrownBy(() -> LaneOffsets.judge(STATE, batch(Map.of("a", range(9, 12)))))
        .hasMessageContaining("does not continue the log");
  }

  @Test
  void refusesABatchOfWhichAPartIsCommitted() {
    assertThatThrownBy(
            () -> LaneOffsets.judge(STATE, batch(Map.of("a", range(5, 10), "b", range(20, 21)))))
        .hasMessageContaining("a part is committed");
  }

  @Test
  void refusesALaneThatNoLaunchEntered() {
    assertThatThrownBy(() -> LaneOffsets.judge(STATE, batch(Map.of("c", range(0, 1)))))
        .hasMessageContaining("Cannot find lane c in the commit log");
  }

  @Test
  void refusesARangeThatCountsMoreThanItHolds() {
    assertThatThrownBy(() -> new LaneRange(0, 2, 1, 1, 1, 0, 0))
        .hasMessage("Cannot account for offsets 0 to 2: 3 records");
  }

  @Test
  void keepsABatchOverItsJson() throws Exception {
    Batch batch =
        new Batch(
            Map.of("a", new LaneRange(0, 9, 4, 3, 1, 0, 5)),
            List.of(
                new StagedFile("_staging/x", "events/event_type=t/dt=2026-11-24/hour=10/x", 4, 99)),
            Map.of("t", 3L),
            Map.of("NOT_JSON", 1L),
            List.of(new NonRowOffsets("a", Offsets.of(1, 2, 5), List.of())));
    byte[] json = LogJson.write(batch);
    assertThat(LogJson.read(json, Batch.class)).isEqualTo(batch);
    assertThat(new String(json, StandardCharsets.UTF_8))
        .contains(
            """
            "duplicates":[1,1,3]""");
    var commit = new LogRecord.Commit(LogRecord.FORMAT, 8, 5, "me", "", 1, batch.withoutNonRows());
    assertThat(LogKind.read(LogKind.of(commit).key(), LogJson.write(commit))).isEqualTo(commit);
  }

  @Test
  void neverLetsALanesTimeGoBack() {
    LanePosition before = new LanePosition("a", 0, "id", 4, 1_000);
    assertThat(before.after(new LaneRange(4, 9, 5, 0, 0, 0, 0)))
        .isEqualTo(new LanePosition("a", 0, "id", 9, 1_000));
  }

  @Test
  void refusesALogOfAnotherFormat() throws Exception {
    byte[] json = LogJson.write(new LogRecord.Published(LogRecord.FORMAT + 1, 3, 0));
    assertThatThrownBy(() -> LogKind.read(LogKind.PUBLISHED.key(), json))
        .hasMessageContaining("its format is not this program's");
  }

  private static LanePosition position(String topic, long offset) {
    return new LanePosition(topic, 0, "id", offset, 0);
  }

  private static LaneRange range(long from, long to) {
    return new LaneRange(from, to, to - from, 0, 0, 0, 0);
  }

  private static Batch batch(Map<String, LaneRange> lanes) {
    return new Batch(lanes, List.of(), Map.of(), Map.of(), List.of());
  }
}
