package dev.tributary.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tributary.ingest.JsonValue;
import dev.tributary.ingest.http.ProblemException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Any bytes as the body of an event in our own form. */
final class EventObjectFuzzTest {
  private static final Set<String> OURS = Set.of("event_type", "id", "timestamp", "data");

  private final OwnEvents events = new OwnEvents();

  @FuzzTest
  void keepsTheWholeValueOfWhatItTakes(byte[] body) {
    OwnEventsTest.checkSame(body);
    List<ParsedEvent> read;
    try {
      read = events.read(EventLaws.amongOthers(body), EventLaws.memory());
    } catch (ProblemException problem) {
      EventLaws.checkProblem(problem);
      return;
    }
    List<?> sent =
        JsonValue.of(body) instanceof List<?> many
            ? many
            : Collections.singletonList(JsonValue.of(body));
    assertThat(read).hasSameSizeAs(sent);
    for (int i = 0; i < read.size(); i++) {
      Object one = sent.get(i);
      EventLaws.record(read.get(i)).ifPresent(record -> checkRecord(record, (Map<?, ?>) one));
    }
    if (sent.size() == 1 && !(JsonValue.of(body) instanceof List<?>)) {
      checkInAnArray(body, read.getFirst());
    }
  }

  /** What stood at the top and in {@code data} is in the record's data, and nothing else is. */
  private static void checkRecord(byte[] record, Map<?, ?> sent) {
    Map<Object, Object> expected = new HashMap<>();
    if (sent.get("data") instanceof Map<?, ?> data) {
      expected.putAll(data);
    }
    sent.forEach(
        (name, value) -> {
          if (!OURS.contains(name)) {
            assertThat(expected).doesNotContainKey(name);
            expected.put(name, value);
          }
        });
    Map<?, ?> made = JsonValue.object(record);
    Object data = made.get("data");
    assertThat(data == null ? Map.of() : data).isEqualTo(expected);
    if (sent.get("timestamp") != null) {
      assertThat(made.get("timestamp")).isNotNull();
    }
  }

  private void checkInAnArray(byte[] body, ParsedEvent alone) {
    byte[] array = ("[" + new String(body, UTF_8) + ",7]").getBytes(UTF_8);
    try {
      List<ParsedEvent> read = events.read(EventLaws.amongOthers(array), EventLaws.memory());
      assertThat(read).hasSize(2);
      if (!(alone instanceof ParsedEvent.Malformed)) { // its message counts bytes
        EventLaws.checkSame(alone, read.getFirst());
      }
    } catch (ProblemException problem) {
      assertThat(problem).hasMessageContaining("exceeds the maximum allowed"); // one level deeper
    }
  }
}
