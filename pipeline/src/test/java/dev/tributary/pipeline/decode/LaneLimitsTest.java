package dev.tributary.pipeline.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.pipeline.outcome.Outcome;
import dev.tributary.schemas.rules.RejectionReason;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What undeclared event types may take: a number of types, and of hours long past. */
final class LaneLimitsTest extends LaneDecoding {
  @Test
  void boundsTheNumberOfEventTypes() {
    decoder = decoder(List.of(), 2);
    decode(0, 0, 0, "{'event_type':'known'}");
    decode(0, 1, 1, "{'event_type':'a'}");
    decode(0, 2, 2, "{'event_type':'b'}");
    decode(0, 3, 3, "{'event_type':'a'}");
    assertThat(kinds())
        .containsExactly(
            Outcome.Kind.ROW, Outcome.Kind.ROW, Outcome.Kind.DEAD_LETTER, Outcome.Kind.ROW);
    assertThat(outcomes.get(2).rejection().reason())
        .isEqualTo(RejectionReason.TOO_MANY_EVENT_TYPES);
  }

  @Test
  void neverCountsDeclaredEventTypes() {
    decoder = decoder(List.of(), 1);
    decode(0, 0, 0, "{'event_type':'message'}");
    decode(0, 1, 1, "{'event_type':'known'}");
    decode(0, 2, 2, "{'event_type':'one_more'}");
    assertThat(kinds())
        .containsExactly(Outcome.Kind.ROW, Outcome.Kind.ROW, Outcome.Kind.DEAD_LETTER);
  }

  @Test
  void takesNoRoomForATypeOfRecordsThatAreCommitted() {
    decoder = decoder(List.of(), 2);
    decode(1, 1, 0, "{'event_type':'forgotten'}");
    decode(1, 1, 1, "{'event_type':'a'}");
    decode(1, 2, 2, "{'event_type':'forgotten'}");
    assertThat(kinds()).containsExactly(Outcome.Kind.ROW, Outcome.Kind.DEAD_LETTER);
  }

  @Test
  void putsLateEventsOfUndeclaredTypesPastTheLimitIntoTheHourOfTheirReceipt() {
    List<String> hours = List.of("07", "06", "05", "07", "04");
    for (int i = 0; i < hours.size(); i++) {
      decode(0, i, i, late("a", hours.get(i)));
    }
    assertThat(hours()).containsExactly("07", "06", "10", "07", "10");
    assertThat(outcomes)
        .extracting(outcome -> Instant.ofEpochMilli(outcome.event().timeMillis()).toString())
        .as("the rows' own times")
        .containsExactlyElementsOf(
            hours.stream().map(hour -> "2026-11-24T" + hour + ":30:00Z").toList());
    assertThat(outcomes)
        .extracting(Outcome::isInHourOfRecord)
        .containsExactly(false, false, true, false, true);
    assertThat(decoder.takeLate()).isEqualTo(2);
    assertThat(decoder.takeLate()).isZero();
  }

  @Test
  void countsNeitherTheLastHourNorDeclaredTypesNorDuplicates() {
    decode(0, 0, 0, late("a", "09"));
    for (int i = 1; i < 8; i++) {
      decode(0, i, i, late("message", "0" + i));
    }
    decode(0, 8, 8, "{'event_type':'a','id':'1'}");
    for (int i = 9; i < 13; i++) {
      decode(0, i, i, late("a", "0" + (i - 8)).replace("}", ",'id':'1'}"));
    }
    decode(0, 13, 13, late("a", "01"));
    decode(0, 14, 14, late("b", "01"));
    decode(0, 15, 15, late("c", "01"));
    assertThat(hours())
        .containsExactly(
            "09", "01", "02", "03", "04", "05", "06", "07", "10", "01", "02", "03", "04", "01",
            "01", "10");
  }

  /** Records that are committed are seen again after a start from the log alone. */
  @Test
  void countsLateEventsThatAreCommitted() {
    decode(2, 2, 0, late("a", "01"));
    decode(2, 2, 1, late("a", "02"));
    decode(2, 2, 2, late("a", "03"));
    decode(2, 3, 3, late("a", "02"));
    assertThat(hours()).containsExactly("10", "02");
  }
}
