package dev.tributary.pipeline.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.pipeline.commit.CommitState;
import dev.tributary.pipeline.dedupe.HeapBuckets;
import dev.tributary.pipeline.read.Lane;
import dev.tributary.pipeline.read.LaneRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LaneDecoderTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final Lane LANE = new Lane("events", 3, "topic-id");

  private final List<Outcome> outcomes = new ArrayList<>();
  private final HeapBuckets buckets = new HeapBuckets();
  private long logStart;
  private Set<Long> deadLetters = Set.of();
  private final Fence past =
      new Fence() {
        @Override
        public CommitState read() {
          return null; // the worker's part
        }

        @Override
        public Map<String, Set<Long>> deadLetters() {
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
            Outcome.Kind.CONFLICT);
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
    decoder = decoder(new DecodeSettings(Duration.ZERO, 1_000, List.of()));
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
            Outcome.Kind.ROW,
            Outcome.Kind.ROW,
            Outcome.Kind.TOO_MANY_EVENT_TYPES,
            Outcome.Kind.ROW);
  }

  @Test
  void neverCountsDeclaredEventTypes() {
    decoder = decoder(List.of(), 1);
    decode(0, 0, 0, "{\"event_type\":\"message\"}");
    decode(0, 1, 1, "{\"event_type\":\"known\"}");
    decode(0, 2, 2, "{\"event_type\":\"one_more\"}");
    assertThat(kinds())
        .containsExactly(Outcome.Kind.ROW, Outcome.Kind.ROW, Outcome.Kind.TOO_MANY_EVENT_TYPES);
  }

  @Test
  void isNotMovedByOneAbsurdStamp() {
    decode(0, 0, 0, "{\"event_type\":\"a\",\"id\":\"1\"}");
    decoder.decode(
        LANE,
        new LaneRecord(
            1,
            NOW.plus(Duration.ofDays(365)).toEpochMilli(),
            "{\"event_type\":\"a\",\"id\":\"2\"}".getBytes(StandardCharsets.UTF_8)),
        0,
        1,
        buckets,
        outcomes::add);
    decode(0, 2, 2, "{\"event_type\":\"a\",\"id\":\"1\"}");
    assertThat(kinds()).containsExactly(Outcome.Kind.ROW, Outcome.Kind.ROW, Outcome.Kind.DUPLICATE);
  }

  /** As read hours later: the worker's clock is far past the records, the absurd stamp past it. */
  @Test
  void isNotMovedByOneAbsurdStampInABacklog() {
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
        buckets,
        outcomes::add);
    var bytes = new ByteArrayOutputStream();
    new OutcomeCoder().encode(outcomes.get(0), bytes);
    Outcome after = new OutcomeCoder().decode(new ByteArrayInputStream(bytes.toByteArray()));
    assertThat(List.of(outcomes.get(0), after))
        .extracting(Outcome::replayOf)
        .containsOnly("events-1-7");
  }

  private LaneDecoder decoder(List<AcceptedLoss> losses, int maxEventTypes) {
    return decoder(new DecodeSettings(Duration.ofMinutes(60), maxEventTypes, losses));
  }

  private LaneDecoder decoder(DecodeSettings settings) {
    return new LaneDecoder(
        settings,
        lane -> logStart,
        Clock.fixed(NOW, ZoneOffset.UTC),
        new KnownTypes(Set.of("known"), settings.maxEventTypes()),
        past);
  }

  private long decode(long fence, long next, long offset, String value) {
    return decoder.decode(
        LANE,
        new LaneRecord(offset, NOW.toEpochMilli(), value.getBytes(StandardCharsets.UTF_8)),
        fence,
        next,
        buckets,
        outcomes::add);
  }

  private static LaneRecord at(Instant stamp, String value) {
    return new LaneRecord(0, stamp.toEpochMilli(), value.getBytes(StandardCharsets.UTF_8));
  }

  private void decode(long offset, LaneRecord stamped) {
    var record = new LaneRecord(offset, stamped.timestampMillis(), stamped.value());
    decoder.decode(LANE, record, 0, offset, buckets, outcomes::add);
  }

  private List<Outcome.Kind> kinds() {
    return outcomes.stream().map(Outcome::kind).toList();
  }
}
