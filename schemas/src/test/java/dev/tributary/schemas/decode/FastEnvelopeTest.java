package dev.tributary.schemas.decode;

import static dev.tributary.schemas.TestJson.json;
import static dev.tributary.schemas.TestJson.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schemas.event.Decoded;
import dev.tributary.schemas.event.Event;
import dev.tributary.schemas.json.HashRoom;
import dev.tributary.schemas.rules.EventTimes;
import dev.tributary.schemas.rules.Utf8;
import dev.tributary.schemas.types.EventSchemas;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast way through a record against its slow, obvious twin. */
final class FastEnvelopeTest {
  private static final long RECORD = Instant.parse("2026-11-24T10:00:00Z").toEpochMilli();
  private static final int EVENTS = 60_000;
  private final EventDecoder decoder = new EventDecoder();
  private final EventSchemas schemas = EventSchemas.declared();
  private final TextCache shared = new TextCache();
  private final Random random = new Random(20261126);
  private final RandomEvents events = new RandomEvents(schemas, random);

  @Test
  void answersWhatTheSlowTwinAnswersOrNothing() throws Exception {
    int plain = 0;
    for (int i = 0; i < EVENTS; i++) {
      byte[] bytes = events.next().getBytes(StandardCharsets.UTF_8);
      if (random.nextInt(4) == 0) {
        events.mutate(bytes);
      }
      plain += agrees(bytes) ? 1 : 0;
    }
    assertThat(plain).isBetween(EVENTS / 4, EVENTS * 9 / 10);
  }

  /** Each prefix too: what is cut off is never an event. */
  @Test
  void neverTakesAPartForTheWhole() throws Exception {
    byte[] whole = utf8("{'event_type':'a','data':{'x':[1,{'y':true}]},'n':-1.5e3,'s':'é'}");
    for (int length = 1; length < whole.length; length++) {
      assertThat(agrees(Arrays.copyOf(whole, length))).isFalse();
    }
    assertThat(agrees(whole)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 65, 999, 1_000, 1_001})
  void leavesWhatIsDeepToTheTwin(int depth) throws Exception {
    String nested = "[".repeat(depth) + "]".repeat(depth);
    agrees(utf8("{'event_type':'a','x':" + nested + "}"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 101, 1_000, 1_001, 60_000})
  void leavesWhatIsLongToTheTwin(int length) throws Exception {
    for (String event :
        List.of(
            "{'event_type':'a','" + "n".repeat(length) + "':1}",
            "{'event_type':'a','data':{'" + "n".repeat(length) + "':1}}",
            "{'event_type':'message','data':{'" + "n".repeat(length) + "':1}}",
            "{'event_type':'a','x':" + "1".repeat(length) + "}",
            "{'event_type':'a','x':'" + "1".repeat(length) + "'}")) {
      agrees(utf8(event));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {9_997, 10_000, 10_001})
  void leavesObjectsOfTooManyMembersToTheTwin(int members) throws Exception {
    String many = RandomJson.members(members);
    for (String event :
        List.of(
            json("{'event_type':'a','x':[{" + many + "}]}"),
            json("{'event_type':'a','data':{" + many + "}}"),
            json("{'event_type':'message','data':{" + many + "}}"),
            json("{'data':{'mentions':['a']," + many.substring(5) + "},'event_type':'message'}"),
            json("{'event_type':'a'," + many + "}"))) {
      byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
      boolean tooMany =
          members > 10_000 || members == 10_000 && event.startsWith(json("'a',''"), 14);
      assertThat(agrees(bytes)).as(event.substring(0, 40)).isEqualTo(!tooMany);
      String end =
          decoder.decode(bytes, RECORD).match(row -> "row", wrong -> wrong.reason().name());
      assertThat(end).isEqualTo(tooMany ? "LIMIT_EXCEEDED" : "row");
    }
  }

  /** Whether the fast way took it. */
  private boolean agrees(byte[] bytes) throws Exception {
    if (!Utf8.isValid(bytes)) {
      return false; // the decoder asks before
    }
    Event event =
        new FastEnvelope(schemas, shared, new HashRoom(), bytes)
            .read(EventTimes.Belief.first(RECORD));
    if (event == null) {
      return false;
    }
    Decoded slow = decoder.decodeSlowly(bytes, RECORD);
    assertThat(slow)
        .as(new String(bytes, StandardCharsets.UTF_8))
        .isEqualTo(new Decoded.Valid(event))
        .hasToString(new Decoded.Valid(event).toString()); // the headers' order
    return true;
  }
}
