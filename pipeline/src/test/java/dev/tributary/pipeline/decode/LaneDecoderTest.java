package dev.tributary.pipeline.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ledger.read.CommitState;
import dev.tributary.ledger.record.Lane;
import dev.tributary.pipeline.dedupe.Deduplicator;
import dev.tributary.pipeline.dedupe.FailingBuckets;
import dev.tributary.pipeline.dedupe.HeapBuckets;
import dev.tributary.pipeline.lane.LaneRecord;
import dev.tributary.pipeline.outcome.Outcome;
import dev.tributary.pipeline.outcome.OutcomeCoder;
import dev.tributary.schemas.rules.Rejection;
import dev.tributary.schemas.rules.RejectionReason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LaneDecoderTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final Lane LANE = new Lane("events", 3, "topic-id");

  private static final int LATE_HOURS = 2;

  private final List<Outcome> outcomes = new ArrayList<>();
  private final LateHours lateHours = new LateHours();
  private Deduplicator.Buckets buckets = new HeapBuckets();
  private long logStart;
  private Set<Long> deadLetters = Set.of();
  private final CommittedPositions positions =
      new CommittedPositions() {
        @Override
        public CommitState read() {
          return null; // the worker's part
        }

        @Override
        public Map<String, Set<Long>> deadLetters() throws IOException {
          if (deadLetters == null) {
            throw new IOException("planted");
          }
          return Map.of(LANE.key(), deadLetters);
        }
      };
  private LaneDecoder decoder = decoder(List.of(), 1_000);

  @Test
  void givesEachRecordOneOutcomeInOrder() {
    assertThat(decode(0, 0, 0, "{\"event_type\":\"a\",\"id\":\"1\"}")).isEqualTo(1);
    assertThat(decode(0, 1, 1, "nonsense")).isEqualTo(2);
    assertThat(decode(0, 2, 2, "{\"event_type\":\"a\",\"id\":\"1\"}")).isEqualTo(3);
    assertThat(decode(0, 3, 3, "{\"event_type\":\"a\",\"id\":\"1\",\"data\":{}}")).isEqualTo(4);
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
    decode(0, 0, 0, "{\"event_type\":\"a\"}");
    decode(0, 1, 1, "{\"event_type\":\"a\"}");
    assertThat(kinds()).containsExactly(Outcome.Kind.ROW, Outcome.Kind.ROW);
  }

  @Test
  void remembersNoIdWhereTheWindowIsZero() {
    decoder = decoder(new DecodeSettings(Duration.ZERO, 1_000, LATE_HOURS, List.of()));
    decode(0, 0, 0, "{\"event_type\":\"a\",\"id\":\"1\"}");
    decode(0, 1, 1, "{\"event_type\":\"a\",\"id\":\"1\"}");
    assertThat(kinds()).containsExactly(Outcome.Kind.ROW, Outcome.Kind.ROW);
    assertThat(buckets.current()).isNull();
  }

  @Test
  void keepsIdsOfDifferentTypesApart() {
    decode(0, 0, 0, "{\"event_type\":\"a\",\"id\":\"1\"}");
    decode(0, 1, 1, "{\"event_type\":\"b\",\"id\":\"1\"}");
    assertThat(kinds()).containsExactly(Outcome.Kind.ROW, Outcome.Kind.ROW);
  }

  @Test
  void writesNothingBehindTheFenceButLearnsItsIds() {
    assertThat(decode(2, 2, 0, "{\"event_type\":\"a\",\"id\":\"1\"}")).isEqualTo(2);
    assertThat(decode(2, 2, 1, "{\"event_type\":\"a\",\"id\":\"2\"}")).isEqualTo(2);
    assertThat(outcomes).isEmpty();
    assertThat(decode(2, 2, 2, "{\"event_type\":\"a\",\"id\":\"1\"}")).isEqualTo(3);
    assertThat(kinds()).containsExactly(Outcome.Kind.DUPLICATE);
  }

  /** As after a launch that takes what the one before could not read. */
  @Test
  void countsNoDuplicateOfWhatWasCommittedAsADeadLetter() {
    deadLetters = Set.of(0L);
    decode(1, 1, 0, "{\"event_type\":\"a\",\"id\":\"1\"}");
    decode(1, 1, 1, "{\"event_type\":\"a\",\"id\":\"1\"}");
    decode(1, 2, 2, "{\"event_type\":\"a\",\"id\":\"1\"}");
    assertThat(kinds()).containsExactly(Outcome.Kind.ROW, Outcome.Kind.DUPLICATE);
  }

  @Test
  void countsADuplicateOfTheRowThatCameAfterTheDeadLetter() {
    deadLetters = Set.of(0L);
    decode(2, 2, 0, "{\"event_type\":\"a\",\"id\":\"1\"}");
    decode(2, 2, 1, "{\"event_type\":\"a\",\"id\":\"1\"}");
    decode(2, 2, 2, "{\"event_type\":\"a\",\"id\":\"1\"}");
    assertThat(kinds()).containsExactly(Outcome.Kind.DUPLICATE);
  }

  /** A conflict is a dead letter at its own position: the first of its id is a row. */
  @Test
  void countsADuplicateOfTheRowThatAConflictCameAfter() {
    deadLetters = Set.of(1L);
    decode(2, 2, 0, "{\"event_type\":\"a\",\"id\":\"1\",\"data\":{\"x\":1,\"y\":2}}");
    decode(2, 2, 1, "{\"event_type\":\"a\",\"id\":\"1\",\"data\":{\"x\":2}}");
    decode(2, 2, 2, "{\"event_type\":\"a\",\"id\":\"1\",\"data\":{\"y\":2.0, \"x\":1}}");
    decode(2, 3, 3, "{\"event_type\":\"a\",\"id\":\"1\",\"data\":{\"x\":2}}");
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
      decode(0, 0, 0, "{\"event_type\":\"a\",\"id\":\"1\"}");
      ((FailingBuckets) buckets).failAt(place, failure);
      assertThat(decode(0, 1, 1, "{\"event_type\":\"a\",\"id\":\"2\"}")).isEqualTo(2);
      decode(0, 2, 2, "{\"event_type\":\"a\",\"id\":\"2\"}"); // not seen yet: it made no row
      decode(0, 3, 3, "{\"event_type\":\"a\",\"id\":\"1\"}");
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
    decode(1, 1, 0, "{\"event_type\":\"a\",\"id\":\"1\"}");
    assertThatThrownBy(
            () ->
                decoder.decode(
                    LANE,
                    at(1, "{\"event_type\":\"a\",\"id\":\"1\"}"),
                    1,
                    1,
                    state(),
                    outcomes::add))
        .isInstanceOf(IOException.class);
    assertThat(outcomes).isEmpty();
  }

  /** It is remembered, but could not be written: what is replayed is that event. */
  @Test
  void takesTheReplayOfAnEventForTheEvent() throws Exception {
    decode(0, 0, 0, "{\"event_type\":\"a\",\"id\":\"1\"}");
    for (long offset = 1; offset < 3; offset++) {
      LaneRecord plain = at(offset, "{\"event_type\":\"a\",\"id\":\"1\"}");
      var replay = new LaneRecord(offset, plain.timestampMillis(), plain.value(), "events-3-0");
      decoder.decode(LANE, replay, 0, offset, state(), outcomes::add);
    }
    assertThat(kinds()).containsExactly(Outcome.Kind.ROW, Outcome.Kind.ROW, Outcome.Kind.DUPLICATE);
  }

  @Test
  void refusesARecordThatComesAfterItsSuccessors() {
    decode(0, 0, 5, "{\"event_type\":\"a\"}");
    assertThatThrownBy(() -> decode(0, 6, 4, "{\"event_type\":\"a\"}"))
        .hasMessageContaining("it comes after 5");
  }

  @Test
  void acceptsAGapOfTransactionMarkers() {
    decode(0, 0, 0, "{\"event_type\":\"a\"}");
    decode(0, 1, 7, "{\"event_type\":\"a\"}");
    assertThat(outcomes).extracting(Outcome::from).containsExactly(0L, 1L);
  }

  @Test
  void endsTheLaunchWhenRetentionOvertookTheReader() {
    logStart = 7;
    assertThatThrownBy(() -> decode(3, 3, 9, "{\"event_type\":\"a\"}"))
        .hasMessageContaining("events-3:3-7")
        .hasMessageContaining("--acceptLoss=events-3:3-7");
    assertThat(outcomes).isEmpty();
  }

  @Test
  void countsAnAcceptedLoss() {
    decoder = decoder(List.of(new AcceptedLoss("events", 3, 3, 7)), 1_000);
    logStart = 7;
    assertThat(decode(3, 3, 9, "{\"event_type\":\"a\"}")).isEqualTo(10);
    assertThat(kinds()).containsExactly(Outcome.Kind.LOST, Outcome.Kind.ROW);
    assertThat(outcomes).extracting(Outcome::from).containsExactly(3L, 7L);
    assertThat(outcomes).extracting(Outcome::offset).containsExactly(6L, 9L);
  }

  @Test
  void boundsTheNumberOfEventTypes() {
    decoder = decoder(List.of(), 2);
    decode(0, 0, 0, "{\"event_type\":\"known\"}");
    decode(0, 1, 1, "{\"event_type\":\"a\"}");
    decode(0, 2, 2, "{\"event_type\":\"b\"}");
    decode(0, 3, 3, "{\"event_type\":\"a\"}");
    assertThat(kinds())
        .containsExactly(
            Outcome.Kind.ROW, Outcome.Kind.ROW, Outcome.Kind.DEAD_LETTER, Outcome.Kind.ROW);
    assertThat(outcomes.get(2).rejection().reason())
        .isEqualTo(RejectionReason.TOO_MANY_EVENT_TYPES);
  }

  @Test
  void neverCountsDeclaredEventTypes() {
    decoder = decoder(List.of(), 1);
    decode(0, 0, 0, "{\"event_type\":\"message\"}");
    decode(0, 1, 1, "{\"event_type\":\"known\"}");
    decode(0, 2, 2, "{\"event_type\":\"one_more\"}");
    assertThat(kinds())
        .containsExactly(Outcome.Kind.ROW, Outcome.Kind.ROW, Outcome.Kind.DEAD_LETTER);
  }

  @Test
  void takesNoRoomForATypeOfRecordsThatAreCommitted() {
    decoder = decoder(List.of(), 2);
    decode(1, 1, 0, "{\"event_type\":\"forgotten\"}");
    decode(1, 1, 1, "{\"event_type\":\"a\"}");
    decode(1, 2, 2, "{\"event_type\":\"forgotten\"}");
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
    decode(0, 8, 8, "{\"event_type\":\"a\",\"id\":\"1\"}");
    for (int i = 9; i < 13; i++) {
      decode(0, i, i, late("a", "0" + (i - 8)).replace("}", ",\"id\":\"1\"}"));
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

  @Test
  void keepsTheHourOfTheRecordOverTheCoder() throws Exception {
    for (int i = 0; i < 3; i++) {
      decode(0, i, i, late("a", "0" + i));
    }
    var bytes = new ByteArrayOutputStream();
    new OutcomeCoder().encode(outcomes.get(2), bytes);
    Outcome after = new OutcomeCoder().decode(new ByteArrayInputStream(bytes.toByteArray()));
    assertThat(after.eventMillis()).isEqualTo(NOW.toEpochMilli());
    assertThat(after.with(outcomes.get(2).event()).isInHourOfRecord()).isTrue();
  }

  private static String late(String type, String hour) {
    return "{\"event_type\":\"%s\",\"timestamp\":\"2026-11-24T%s:30:00Z\"}".formatted(type, hour);
  }

  private List<String> hours() {
    return outcomes.stream()
        .map(outcome -> Instant.ofEpochMilli(outcome.eventMillis()).toString().substring(11, 13))
        .toList();
  }

  @Test
  void isNotMovedByOneAbsurdStamp() throws Exception {
    decode(0, 0, 0, "{\"event_type\":\"a\",\"id\":\"1\"}");
    decoder.decode(
        LANE,
        new LaneRecord(
            1,
            NOW.plus(Duration.ofDays(365)).toEpochMilli(),
            "{\"event_type\":\"a\",\"id\":\"2\"}".getBytes(StandardCharsets.UTF_8)),
        0,
        1,
        state(),
        outcomes::add);
    decode(0, 2, 2, "{\"event_type\":\"a\",\"id\":\"1\"}");
    assertThat(kinds()).containsExactly(Outcome.Kind.ROW, Outcome.Kind.ROW, Outcome.Kind.DUPLICATE);
  }

  /** As read hours later: the worker's clock is far past the records, the absurd stamp past it. */
  @Test
  void isNotMovedByOneAbsurdStampInABacklog() throws Exception {
    Instant then = NOW.minus(Duration.ofHours(3));
    decode(0, at(then, "{\"event_type\":\"a\",\"id\":\"1\"}"));
    decode(1, at(NOW.plus(Duration.ofDays(365)), "{\"event_type\":\"a\",\"id\":\"2\"}"));
    decode(2, at(then.plusSeconds(60), "{\"event_type\":\"a\",\"id\":\"1\"}"));
    decode(3, at(then.plusSeconds(61), "{\"event_type\":\"a\",\"id\":\"2\"}"));
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

  @Test
  void keepsAnOutcomeOverItsCoder() throws Exception {
    decode(0, 4, 9, "{\"event_type\":\"a\",\"timestamp\":\"2026-11-24T08:30:00Z\"}");
    Outcome before = outcomes.get(0);
    var bytes = new ByteArrayOutputStream();
    new OutcomeCoder().encode(before, bytes);
    Outcome after = new OutcomeCoder().decode(new ByteArrayInputStream(bytes.toByteArray()));
    assertThat(after).usingRecursiveComparison().ignoringFields("event").isEqualTo(before);
    assertThat(after.event()).isNull();
  }

  @Test
  void keepsWhyARecordIsADeadLetterOverItsCoder() throws Exception {
    decode(0, 0, 0, "{\"event_type\":\"a\",\"id\":\"é" + "😀".repeat(60) + "\"}");
    var bytes = new ByteArrayOutputStream();
    new OutcomeCoder().encode(outcomes.get(0), bytes);
    Outcome after = new OutcomeCoder().decode(new ByteArrayInputStream(bytes.toByteArray()));
    assertThat(after.rejection()).isEqualTo(outcomes.get(0).rejection());
    assertThat(after.rejection().reason()).isEqualTo(RejectionReason.BAD_ID);
  }

  @Test
  void keepsThePositionThatAReplayedRecordHadFirst() throws Exception {
    decoder.decode(
        LANE,
        new LaneRecord(
            0,
            NOW.toEpochMilli(),
            "{\"event_type\":\"a\"}".getBytes(StandardCharsets.UTF_8),
            "events-1-7"),
        0,
        0,
        state(),
        outcomes::add);
    var bytes = new ByteArrayOutputStream();
    new OutcomeCoder().encode(outcomes.get(0), bytes);
    Outcome after = new OutcomeCoder().decode(new ByteArrayInputStream(bytes.toByteArray()));
    assertThat(List.of(outcomes.get(0), after))
        .extracting(Outcome::replayOf)
        .containsOnly("events-1-7");
  }

  private LaneState state() {
    return new LaneState(buckets, lateHours);
  }

  private LaneDecoder decoder(List<AcceptedLoss> losses, int maxEventTypes) {
    return decoder(new DecodeSettings(Duration.ofMinutes(60), maxEventTypes, LATE_HOURS, losses));
  }

  private LaneDecoder decoder(DecodeSettings settings) {
    return new LaneDecoder(
        settings,
        lane -> logStart,
        Clock.fixed(NOW, ZoneOffset.UTC),
        new EventTypeLimit(Set.of("known"), settings.maxEventTypes()),
        positions);
  }

  private long decode(long committed, long next, long offset, String value) {
    try {
      return decoder.decode(LANE, at(offset, value), committed, next, state(), outcomes::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LaneRecord at(long offset, String value) {
    return new LaneRecord(offset, NOW.toEpochMilli(), value.getBytes(StandardCharsets.UTF_8));
  }

  private static LaneRecord at(Instant stamp, String value) {
    return new LaneRecord(0, stamp.toEpochMilli(), value.getBytes(StandardCharsets.UTF_8));
  }

  private void decode(long offset, LaneRecord stamped) throws IOException {
    var record = new LaneRecord(offset, stamped.timestampMillis(), stamped.value());
    decoder.decode(LANE, record, 0, offset, state(), outcomes::add);
  }

  private List<Outcome.Kind> kinds() {
    return outcomes.stream().map(Outcome::kind).toList();
  }
}
