package dev.tributary.schemas.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tributary.schemas.event.Decoded;
import dev.tributary.schemas.event.Event;
import dev.tributary.schemas.infer.JsonTree;
import dev.tributary.schemas.rules.EventIds;
import dev.tributary.schemas.rules.EventTypes;
import dev.tributary.schemas.rules.Rejection;
import dev.tributary.schemas.rules.Utf8;
import dev.tributary.schemas.types.EventSchemas;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Any bytes as a record: an event or a rejection, and the same one in every way. */
final class RecordDecoderFuzzTest {
  private static final long RECORD = Instant.parse("2026-11-24T10:00:00Z").toEpochMilli();

  private final EventSchemas schemas = EventSchemas.declared();
  private final EventDecoder used = new EventDecoder(schemas);

  @FuzzTest
  void answersOneThingInEveryWay(byte[] record) throws IOException {
    Decoded decoded = used.decode(record, RECORD);
    assertThat(new EventDecoder(schemas).decode(record, RECORD)).isEqualTo(decoded);
    if (decoded instanceof Decoded.Valid valid) {
      assertThat(used.decodeSlowly(record, RECORD))
          .isEqualTo(decoded)
          .hasToString(decoded.toString()); // the headers' order
      isInOrder(valid.event());
      JsonTree.data(new String(record, UTF_8));
      return;
    }
    Rejection rejection = ((Decoded.Invalid) decoded).rejection();
    assertThat(rejection.detail()).isNotBlank();
    switch (rejection.reason()) {
      case EMPTY -> assertThat(new String(record, UTF_8)).isBlank();
      case NOT_UTF8 -> assertThat(Utf8.isValid(record)).isFalse();
      case UNPROCESSABLE, CONFLICTING_ID, TOO_MANY_EVENT_TYPES ->
          throw new AssertionError("The decoder never says " + rejection);
      default -> assertThat(used.decodeSlowly(record, RECORD)).isEqualTo(decoded);
    }
  }

  /** What the table and its folders rest on. */
  private static void isInOrder(Event event) {
    assertThat(EventTypes.problem(event.type())).isEmpty();
    assertThat(event.id() == null || EventIds.isValid(event.id())).isTrue();
    assertThat(event.receivedMillis()).isLessThanOrEqualTo(RECORD + 300_000);
    assertThat(event.timeMillis())
        .isBetween(
            event.receivedMillis() - Duration.ofDays(7).toMillis(),
            event.receivedMillis() + 300_000);
    assertThat(event.headers())
        .doesNotContainKeys("event_type", "id", "timestamp", "received_at", "data", "Host");
  }
}
