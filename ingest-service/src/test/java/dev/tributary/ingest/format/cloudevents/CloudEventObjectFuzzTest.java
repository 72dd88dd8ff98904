package dev.tributary.ingest.format.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tributary.ingest.JsonValue;
import dev.tributary.ingest.format.EventLaws;
import dev.tributary.ingest.format.JsonEvents;
import dev.tributary.ingest.format.ParsedEvent;
import dev.tributary.ingest.http.ProblemException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Any bytes as CloudEvents in structured and batched mode. */
final class CloudEventObjectFuzzTest {
  private final JsonEvents<ParsedEvent> events = JsonEvents.of(CloudEventObject::read);

  @FuzzTest
  void keepsDataAndAttributesApart(byte[] body) {
    List<ParsedEvent> read;
    try {
      read = events.read(EventLaws.amongOthers(body), EventLaws.memory());
    } catch (ProblemException problem) {
      EventLaws.checkProblem(problem);
      return;
    }
    Object whole = JsonValue.of(body);
    List<?> sent = whole instanceof List<?> many ? many : Collections.singletonList(whole);
    assertThat(read).hasSameSizeAs(sent);
    for (int i = 0; i < read.size(); i++) {
      Object one = sent.get(i);
      EventLaws.record(read.get(i)).ifPresent(record -> checkRecord(record, (Map<?, ?>) one));
    }
    if (!(whole instanceof List<?>)) {
      checkAsBatch(body, read.getFirst());
    }
  }

  private static void checkRecord(byte[] record, Map<?, ?> sent) {
    byte[] data = EventLaws.data(record).orElseThrow();
    Map<?, ?> made = JsonValue.object(data);
    assertThat(made.get("ce_type")).isNotNull();
    assertThat(made.get("ce_source")).isNotNull();
    Set<String> attributes =
        sent.keySet().stream()
            .filter(name -> !name.equals("data") && !name.equals("data_base64"))
            .map(name -> "ce_" + name)
            .collect(Collectors.toSet());
    EventLaws.checkOnce(data, attributes);
    if (sent.get("data") == null) {
      return;
    }
    if (!(sent.get("data") instanceof Map<?, ?> members)) {
      assertThat(made.get("value")).isEqualTo(sent.get("data"));
      return;
    }
    members.forEach(
        (name, value) -> {
          if (!name.toString().startsWith("ce_")) {
            assertThat(made.containsKey(name)).as(name.toString()).isTrue();
            assertThat(made.get(name)).isEqualTo(value);
          }
        });
  }

  private void checkAsBatch(byte[] body, ParsedEvent alone) {
    byte[] batch = ("[" + new String(body, UTF_8) + "]").getBytes(UTF_8);
    try {
      List<ParsedEvent> read = events.read(EventLaws.amongOthers(batch), EventLaws.memory());
      assertThat(read).hasSize(1);
      if (!(alone instanceof ParsedEvent.Malformed)) { // its message counts bytes
        EventLaws.checkSame(alone, read.getFirst());
      }
    } catch (ProblemException problem) {
      assertThat(problem).hasMessageContaining("exceeds the maximum allowed"); // one level deeper
    }
  }
}
