package dev.tributary.pipeline.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tributary.ledger.record.Position;
import dev.tributary.schemas.decode.EventDecoder;
import dev.tributary.schemas.event.Decoded;
import dev.tributary.schemas.event.Event;
import dev.tributary.schemas.rules.EventIds;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Any bytes as a dead letter that is replayed: what is seen in it is what the decoder sees. */
final class DeadLetterFuzzTest {
  private static final EventDecoder DECODER = new EventDecoder();
  private static final Instant RECEIVED = Instant.parse("2026-11-24T10:00:00Z");

  @FuzzTest
  void seesWhatTheDecoderSees(byte[] value) {
    PartialEnvelope glimpse = PartialEnvelope.of(value);
    glimpse.id().ifPresent(id -> assertThat(EventIds.isValid(id)).isTrue());
    var letter =
        new DeadLetter(
            new Position("events", 0, 7), "id", "NOT_JSON", RECEIVED.toEpochMilli(), value);
    Set<String> types = glimpse.eventType().map(Set::of).orElse(Set.of("other"));
    DeadLetterFilter selection =
        new DeadLetterFilter(Set.of(), types, RECEIVED, RECEIVED.plusMillis(1), Set.of());
    assertThat(selection.has(letter)).isEqualTo(glimpse.eventType().isPresent());

    if (DECODER.decode(value, RECEIVED.toEpochMilli()) instanceof Decoded.Valid valid) {
      Event event = valid.event();
      assertThat(glimpse.eventType()).contains(event.type());
      assertThat(glimpse.id()).isEqualTo(Optional.ofNullable(event.id()));
    }
  }
}
