package dev.tributary.pipeline.decode;

import static dev.tributary.pipeline.TestJson.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.pipeline.dedupe.FailingBuckets;
import dev.tributary.pipeline.lane.LaneRecord;
import dev.tributary.pipeline.outcome.Outcome;
import dev.tributary.schemas.rules.Rejection;
import dev.tributary.schemas.rules.RejectionReason;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of each record of a lane: a row, a dead letter, a duplicate, or a loss. */
final class LaneDecoderTest extends LaneDecoding {
  @Test
  void givesEachRecordOneOutcomeInOrder() {
    assertThat(decode(0, 0, 0, "{'event_type':'a','id':'1'}")).isEqualTo(1);
    assertThat(decode(0, 1, 1, "nonsense")).isEqualTo(2);
    assertThat(decode(0, 2, 2, "{'event_type':'a','id':'1'}")).isEqualTo(3);
    assertThat(decode(0, 3, 3, "{'event_type':'a','id':'1','data':{}}")).isEqualTo(4);
    assertThat(kinds())
        .containsExactly(
            Outcome.Kind.ROW,
            Outcome.Kind.DEAD_LETTER,
            Outcome.Kind.DUPLICATE,
            Outcome.Kind.DEAD_LETTER);
    assertThat(outcomes)
        .extracting(outcome -> outcome.rejection() == null ? null : outcome.rejection().detail())
        .containsExactly(
            null,
            "the record is not JSON: Unrecognized token 'nonsense': was expecting"
                + " (JSON String, Number, Array, Object or token 'null', 'true' or 'false') (byte 8)",
            null,
            "id must name one event: one of this type and id came before, with other data: 1");
    assertThat(outcomes).extracting(Outcome::from).containsExactly(0L, 1L, 2L, 3L);
  }

  @Test
  void neverTakesEventsWithoutAnIdForDuplicates() {
    decode(0, 0, 0, "{'event_type':'a'}");
    decode(0, 1, 1, "{'event_type':'a'}");
    assertThat(kinds()).containsExactly(Outcome.Kind.ROW, Outcome.Kind.ROW);
  }

  @Test
  void remembersNoIdWhereTheWindowIsZero() {
    decoder = decoder(new DecodeSettings(Duration.ZERO, 1_000, LATE_HOURS, List.of()));
    decode(0, 0, 0, "{'event_type':'a','id':'1'}");
    decode(0, 1, 1, "{'event_type':'a','id':'1'}");
    assertThat(kinds()).containsExactly(Outcome.Kind.ROW, Outcome.Kind.ROW);
    assertThat(buckets.current()).isNull();
  }

  @Test
  void keepsIdsOfDifferentTypesApart() {
    decode(0, 0, 0, "{'event_type':'a','id':'1'}");
    decode(0, 1, 1, "{'event_type':'b','id':'1'}");
    assertThat(kinds()).containsExactly(Outcome.Kind.ROW, Outcome.Kind.ROW);
  }

  @Test
  void writesNothingBehindTheFenceButLearnsItsIds() {
    assertThat(decode(2, 2, 0, "{'event_type':'a','id':'1'}")).isEqualTo(2);
    assertThat(decode(2, 2, 1, "{'event_type':'a','id':'2'}")).isEqualTo(2);
    assertThat(outcomes).isEmpty();
    assertThat(decode(2, 2, 2, "{'event_type':'a','id':'1'}")).isEqualTo(3);
    assertThat(kinds()).containsExactly(Outcome.Kind.DUPLICATE);
  }

  /** As after a launch that takes what the one before could not read. */
  @Test
  void countsNoDuplicateOfWhatWasCommittedAsADeadLetter() {
    deadLetters = Set.of(0L);
    decode(1, 1, 0, "{'event_type':'a','id':'1'}");
    decode(1, 1, 1, "{'event_type':'a','id':'1'}");
    decode(1, 2, 2, "{'event_type':'a','id':'1'}");
    assertThat(kinds()).containsExactly(Outcome.Kind.ROW, Outcome.Kind.DUPLICATE);
  }

  @Test
  void countsADuplicateOfTheRowThatCameAfterTheDeadLetter() {
    deadLetters = Set.of(0L);
    decode(2, 2, 0, "{'event_type':'a','id':'1'}");
    decode(2, 2, 1, "{'event_type':'a','id':'1'}");
    decode(2, 2, 2, "{'event_type':'a','id':'1'}");
    assertThat(kinds()).containsExactly(Outcome.Kind.DUPLICATE);
  }

  /** A conflict is a dead letter at its own position: the first of its id is a row. */
  @Test
  void countsADuplicateOfTheRowThatAConflictCameAfter() {
    deadLetters = Set.of(1L);
    decode(2, 2, 0, "{'event_type':'a','id':'1','data':{'x':1,'y':2}}");
    decode(2, 2, 1, "{'event_type':'a','id':'1','data':{'x':2}}");
    decode(2, 2, 2, "{'event_type':'a','id':'1','data':{'y':2.0, 'x':1}}");
    decode(2, 3, 3, "{'event_type':'a','id':'1','data':{'x':2}}");
    assertThat(kinds()).containsExactly(Outcome.Kind.DUPLICATE, Outcome.Kind.DEAD_LETTER);
    assertThat(outcomes.get(1).rejection().reason()).isEqualTo(RejectionReason.CONFLICTING_ID);
  }

  static Stream<Throwable> failures() {
    return Stream.of(
        new IllegalStateException("planted"),
        new OutOfMemoryError("planted"),
        new StackOverflowError("planted"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void makesADeadLetterOfARecordAtWhichItFails(Throwable failure) {
    for (String place : List.of("current", "find", "add")) {
      outcomes.clear();
      buckets = new FailingBuckets();
      decode(0, 0, 0, "{'event_type':'a','id':'1'}");
      ((FailingBuckets) buckets).failAt(place, failure);
      assertThat(decode(0, 1, 1, "{'event_type':'a','id':'2'}")).isEqualTo(2);
      decode(0, 2, 2, "{'event_type':'a','id':'2'}"); // not seen yet: it made no row
      decode(0, 3, 3, "{'event_type':'a','id':'1'}");
      assertThat(kinds())
          .containsExactly(
              Outcome.Kind.ROW, Outcome.Kind.DEAD_LETTER, Outcome.Kind.ROW, Outcome.Kind.DUPLICATE);
      Rejection why = outcomes.get(1).rejection();
      assertThat(why.reason()).isEqualTo(RejectionReason.UNPROCESSABLE);
      assertThat(why.field()).isEmpty();
      assertThat(why.detail())
          .isEqualTo("could not be processed: " + failure.getClass().getName() + ": planted");
    }
  }

  /** What can't be read of the log is no record's fault. */
  @Test
  void failsWhereTheLogFails() {
    deadLetters = null;
    decode(1, 1, 0, "{'event_type':'a','id':'1'}");
    assertThatThrownBy(
            () ->
                decoder.decode(
                    LANE, at(1, "{'event_type':'a','id':'1'}"), 1, 1, state(), outcomes::add))
        .isInstanceOf(IOException.class);
    assertThat(outcomes).isEmpty();
  }

  /** It is remembered, but could not be written: what is replayed is that event. */
  @Test
  void takesTheReplayOfAnEventForTheEvent() throws Exception {
    decode(0, 0, 0, "{'event_type':'a','id':'1'}");
    for (long offset = 1; offset < 3; offset++) {
      LaneRecord plain = at(offset, "{'event_type':'a','id':'1'}");
      var replay = new LaneRecord(offset, plain.timestampMillis(), plain.value(), "events-3-0");
      decoder.decode(LANE, replay, 0, offset, state(), outcomes::add);
    }
    assertThat(kinds()).containsExactly(Outcome.Kind.ROW, Outcome.Kind.ROW, Outcome.Kind.DUPLICATE);
  }

  @Test
  void refusesARecordThatComesAfterItsSuccessors() {
    decode(0, 0, 5, "{'event_type':'a'}");
    assertThatThrownBy(() -> decode(0, 6, 4, "{'event_type':'a'}"))
        .hasMessageContaining("it comes after 5");
  }

  @Test
  void acceptsAGapOfTransactionMarkers() {
    decode(0, 0, 0, "{'event_type':'a'}");
    decode(0, 1, 7, "{'event_type':'a'}");
    assertThat(outcomes).extracting(Outcome::from).containsExactly(0L, 1L);
  }

  @Test
  void endsTheLaunchWhenRetentionOvertookTheReader() {
    logStart = 7;
    assertThatThrownBy(() -> decode(3, 3, 9, "{'event_type':'a'}"))
        .hasMessageContaining("events-3:3-7")
        .hasMessageContaining("--acceptLoss=events-3:3-7");
    assertThat(outcomes).isEmpty();
  }

  @Test
  void countsAnAcceptedLoss() {
    decoder = decoder(List.of(new AcceptedLoss("events", 3, 3, 7)), 1_000);
    logStart = 7;
    assertThat(decode(3, 3, 9, "{'event_type':'a'}")).isEqualTo(10);
    assertThat(kinds()).containsExactly(Outcome.Kind.LOST, Outcome.Kind.ROW);
    assertThat(outcomes).extracting(Outcome::from).containsExactly(3L, 7L);
    assertThat(outcomes).extracting(Outcome::offset).containsExactly(6L, 9L);
  }

  @Test
  void isNotMovedByOneAbsurdStamp() throws Exception {
    decode(0, 0, 0, "{'event_type':'a','id':'1'}");
    decoder.decode(
        LANE,
        new LaneRecord(
            1, NOW.plus(Duration.ofDays(365)).toEpochMilli(), utf8("{'event_type':'a','id':'2'}")),
        0,
        1,
        state(),
        outcomes::add);
    decode(0, 2, 2, "{'event_type':'a','id':'1'}");
    assertThat(kinds()).containsExactly(Outcome.Kind.ROW, Outcome.Kind.ROW, Outcome.Kind.DUPLICATE);
  }

  /** As read hours later: the worker's clock is far past the records, the absurd stamp past it. */
  @Test
  void isNotMovedByOneAbsurdStampInABacklog() throws Exception {
    Instant then = NOW.minus(Duration.ofHours(3));
    decode(0, at(then, "{'event_type':'a','id':'1'}"));
    decode(1, at(NOW.plus(Duration.ofDays(365)), "{'event_type':'a','id':'2'}"));
    decode(2, at(then.plusSeconds(60), "{'event_type':'a','id':'1'}"));
    decode(3, at(then.plusSeconds(61), "{'event_type':'a','id':'2'}"));
    assertThat(kinds())
        .containsExactly(
            Outcome.Kind.ROW, Outcome.Kind.ROW, Outcome.Kind.DUPLICATE, Outcome.Kind.DUPLICATE);
  }

  @Test
  void takesAStampThatNoReaderCouldShowForTheEndOfTime() {
    assertThat(new LaneRecord(0, Long.MAX_VALUE, new byte[0]).timestampMillis())
        .isEqualTo(Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli());
    assertThat(new LaneRecord(0, -1, new byte[0]).timestampMillis()).isZero();
  }
}
