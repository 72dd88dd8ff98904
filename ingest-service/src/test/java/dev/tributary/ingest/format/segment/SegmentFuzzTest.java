package dev.tributary.ingest.format.segment;

import static dev.tributary.ingest.JsonValue.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tributary.ingest.JsonValue;
import dev.tributary.ingest.format.EventLaws;
import dev.tributary.ingest.format.ParsedEvent;
import dev.tributary.ingest.http.ProblemException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A call (its number in the first byte) and any bytes as its body: the Segment API. */
final class SegmentFuzzTest {
  private static final SegmentCall[] CALLS = SegmentCall.values();
  private static final Map<String, String> OWN =
      Map.of(
          "event", "event",
          "userId", "user_id",
          "anonymousId", "anonymous_id",
          "groupId", "group_id",
          "previousId", "previous_id",
          "name", "name",
          "category", "category",
          "series", "series",
          "context", "context");

  @FuzzTest
  void makesOneEventOfEachMessage(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    SegmentCall call = CALLS[(bytes[0] & 0xFF) % CALLS.length];
    byte[] body = Arrays.copyOfRange(bytes, 1, bytes.length);
    List<ParsedEvent> read;
    try {
      read = read(call, body);
    } catch (ProblemException problem) {
      EventLaws.checkProblem(problem);
      return;
    }
    Object whole = JsonValue.of(body);
    List<?> messages = messages(call, whole);
    for (int i = 0; i < read.size(); i++) {
      Object message = i < messages.size() ? messages.get(i) : Map.of();
      EventLaws.record(read.get(i))
          .flatMap(EventLaws::data)
          .ifPresent(data -> EventLaws.checkOnce(data, ours(call, message)));
    }
    if (call != SegmentCall.BATCH && whole instanceof Map<?, ?> message) {
      assertThat(read).hasSize(1);
      if (call.path().equals(message.get("type"))) {
        checkAsBatch(body, read.getFirst());
      }
    }
  }

  private static List<ParsedEvent> read(SegmentCall call, byte[] body) {
    SegmentBody read =
        call == SegmentCall.BATCH
            ? SegmentBody.batch(EventLaws.amongOthers(body), EventLaws.memory())
            : SegmentBody.call(EventLaws.amongOthers(body), call.path(), EventLaws.memory());
    assertThat(read.writeKey().length()).isLessThanOrEqualTo(1_000);
    return read.events(EventLaws.RECEIVED);
  }

  /** The messages as they were sent; none where the body says more than once what they are. */
  private static List<?> messages(SegmentCall call, Object body) {
    if (body instanceof List<?> many) {
      return many;
    }
    if (call != SegmentCall.BATCH) {
      return Collections.singletonList(body);
    }
    boolean batch = body instanceof Map<?, ?> sent && sent.get("batch") instanceof List<?>;
    return batch ? (List<?>) ((Map<?, ?>) body).get("batch") : List.of();
  }

  /** The names that the call itself writes into the event's data. */
  private static Set<String> ours(SegmentCall call, Object message) {
    Set<String> ours = new HashSet<>();
    if (message instanceof Map<?, ?> sent) {
      boolean track = "track".equals(call == SegmentCall.BATCH ? sent.get("type") : call.path());
      OWN.forEach(
          (key, name) -> {
            if (sent.get(key) != null && (track || !key.equals("event"))) {
              ours.add(name);
            }
          });
    }
    return ours;
  }

  private static void checkAsBatch(byte[] body, ParsedEvent alone) {
    byte[] batch = (json("{'batch':[") + new String(body, UTF_8) + "]}").getBytes(UTF_8);
    try {
      List<ParsedEvent> read = read(SegmentCall.BATCH, batch);
      assertThat(read).hasSize(1);
      EventLaws.checkSame(alone, read.getFirst());
    } catch (ProblemException problem) {
      assertThat(problem).hasMessageContaining("exceeds the maximum allowed"); // deeper
    }
  }
}
