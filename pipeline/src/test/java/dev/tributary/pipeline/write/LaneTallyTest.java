package dev.tributary.pipeline.write;

import static dev.tributary.pipeline.TestJson.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.proof.RecordTree;
import dev.tributary.ledger.record.Lane;
import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.ledger.record.Offsets;
import dev.tributary.pipeline.outcome.Outcome;
import dev.tributary.schemas.rules.Rejection;
import dev.tributary.schemas.rules.RejectionReason;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LaneTallyTest {
  private static final Lane LANE = new Lane("events", 2, "topic-id");

  private LaneTally tally;
  private Proofs proofs = Proofs.ON;
  private long from = 5;
  private long next = 5;

  @Test
  void listsWhatMadeNoRowByItsCause() {
    add(Outcome.Kind.ROW, null);
    add(Outcome.Kind.DUPLICATE, null);
    add(Outcome.Kind.DEAD_LETTER, wrong(RejectionReason.WRONG_TYPE, "data.b"));
    add(Outcome.Kind.DEAD_LETTER, wrong(RejectionReason.NOT_JSON, ""));
    add(Outcome.Kind.DUPLICATE, null);
    add(Outcome.Kind.DEAD_LETTER, wrong(RejectionReason.WRONG_TYPE, "data.a"));
    add(Outcome.Kind.DEAD_LETTER, wrong(RejectionReason.WRONG_TYPE, "data.b"));
    assertThat(tally.nonRows())
        .isEqualTo(
            new NonRowOffsets(
                LANE.key(),
                Offsets.of(6, 9),
                List.of(
                    new NonRowOffsets.DeadLetters("NOT_JSON", "", Offsets.of(8)),
                    new NonRowOffsets.DeadLetters("WRONG_TYPE", "data.a", Offsets.of(10)),
                    new NonRowOffsets.DeadLetters("WRONG_TYPE", "data.b", Offsets.of(7, 11)))));
  }

  /** A sender can name fields as it likes, and the log is kept for ever. */
  @Test
  void leavesOutNamesThatAreLongOrTooMany() {
    add(Outcome.Kind.DEAD_LETTER, wrong(RejectionReason.DUPLICATE_FIELD, "x".repeat(101)));
    for (int i = 0; i < 300; i++) {
      add(Outcome.Kind.DEAD_LETTER, wrong(RejectionReason.DUPLICATE_FIELD, "field" + i));
    }
    List<NonRowOffsets.DeadLetters> causes = tally.nonRows().deadLetters();
    assertThat(causes).hasSize(100);
    assertThat(causes).filteredOn(cause -> cause.field().isEmpty()).hasSize(1);
    assertThat(causes.stream().mapToInt(cause -> cause.offsets().size()).sum()).isEqualTo(301);
  }

  @Test
  void hashesEachRecordWhateverItBecame() {
    var expected = new RecordTree();
    for (Outcome.Kind kind :
        List.of(Outcome.Kind.ROW, Outcome.Kind.DUPLICATE, Outcome.Kind.DEAD_LETTER)) {
      expected.add(next, utf8("value " + next));
      add(kind, wrong(RejectionReason.NOT_JSON, ""));
    }
    next += 7; // offsets of a transaction
    expected.add(next, utf8("value " + next));
    add(Outcome.Kind.ROW, null);
    assertThat(tally.range().root()).isEqualTo(expected.root()).hasSize(64);
  }

  @Test
  void hashesNothingThatIsLost() {
    add(Outcome.Kind.LOST, null);
    assertThat(tally.range().root()).isEmpty();
  }

  @Test
  void hashesNothingWithoutProofs() {
    proofs = Proofs.OFF;
    add(Outcome.Kind.ROW, null);
    assertThat(tally.range().root()).isEmpty();
  }

  private static Rejection wrong(RejectionReason reason, String field) {
    return new Rejection(reason, field, "", "must be right");
  }

  private void add(Outcome.Kind kind, Rejection why) {
    var outcome =
        new Outcome(
            kind, LANE.key(), from, next, 1_000, 1_000, utf8("value " + next), "", null, why);
    if (tally == null) {
      tally = new LaneTally(LANE, proofs, outcome);
    }
    tally.add(outcome, 2_000);
    next++;
    from = next;
  }
}
