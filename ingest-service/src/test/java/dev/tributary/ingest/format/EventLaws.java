package dev.tributary.ingest.format;

import static dev.tributary.ingest.JsonValue.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ingest.JsonValue;
import dev.tributary.ingest.buffers.Body;
import dev.tributary.ingest.envelope.EnvelopeWriter;
import dev.tributary.ingest.envelope.EventFields;
import dev.tributary.ingest.fairness.PeersForTests;
import dev.tributary.ingest.http.BodyMemory;
import dev.tributary.ingest.http.ProblemException;
import dev.tributary.ingest.json.JsonBytes;
import dev.tributary.schemas.decode.EventDecoder;
import dev.tributary.schemas.event.Decoded;
import dev.tributary.schemas.rules.RejectionReason;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What holds of every event of a request, whatever form it came in. */
public final class EventLaws {
  public static final long RECEIVED = 1_795_512_123_456L;

  private static final byte[] HEADERS = json(",'Host':'a'").getBytes(UTF_8);

  private static final byte[] OF_OTHERS =
      json(" ,{'event_type':'of_others'}]}\n{'event_type':'of_others'}").getBytes(UTF_8);

  private static final Set<String> FIELDS =
      Set.of("event_type", "id", "received_at", "Host", "timestamp", "problems", "data");

  /** What the decoder may say of a record whose form the service made. */
  private static final Set<RejectionReason> SAID_BY_THE_DECODER =
      EnumSet.of(
          RejectionReason.BAD_EVENT_TYPE,
          RejectionReason.BAD_ID,
          RejectionReason.BAD_TIMESTAMP,
          RejectionReason.LIMIT_EXCEEDED,
          RejectionReason.MISSING_FIELD,
          RejectionReason.WRONG_TYPE,
          RejectionReason.OUT_OF_RANGE,
          RejectionReason.UNKNOWN_SYMBOL);

  private static final EventDecoder DECODER = new EventDecoder();

  private EventLaws() {}

  /** The body, in an array with what another client has sent behind it. */
  public static Body amongOthers(byte[] body) {
    byte[] array = Arrays.copyOf(body, body.length + OF_OTHERS.length);
    System.arraycopy(OF_OTHERS, 0, array, body.length, OF_OTHERS.length);
    return new Body(array, body.length);
  }

  public static EventMemory memory() {
    return new EventMemory(
        new BodyMemory(1L << 30).lease(PeersForTests.turn(PeersForTests.at("192.0.2.1"))));
  }

  /**
   * Checks one.
   *
   * @return the record that is made of it; empty when it is no event
   */
  public static Optional<byte[]> record(ParsedEvent event) {
    if (event instanceof ParsedEvent.Malformed malformed) {
      checkError(malformed.error());
      return Optional.empty();
    }
    EventFields given = ((ParsedEvent.Parsed) event).fields();
    EventFields fields = given.id().isEmpty() ? given.withId("made") : given;
    byte[] record = new EnvelopeWriter(HEADERS, RECEIVED).write(fields);
    Map<?, ?> json = JsonValue.object(record);
    assertThat(FIELDS.containsAll(json.keySet())).isTrue();
    assertThat(JsonValue.names(record)).doesNotHaveDuplicates();
    if (DECODER.decode(record, RECEIVED) instanceof Decoded.Invalid invalid) {
      assertThat(invalid.rejection().reason()).isIn(SAID_BY_THE_DECODER);
      checkError(EventError.of(invalid.rejection()));
    }
    return Optional.of(record);
  }

  /** The record's {@code data}; empty when it has none. */
  public static Optional<byte[]> data(byte[] record) {
    String text = new String(record, UTF_8);
    return JsonValue.object(record).containsKey("data")
        ? Optional.of(
            text.substring(text.indexOf(json(",'data':")) + 8, text.length() - 1).getBytes(UTF_8))
        : Optional.empty();
  }

  /** Both are no events for one reason, or make one record. */
  public static void checkSame(ParsedEvent one, ParsedEvent other) {
    if (one instanceof ParsedEvent.Malformed malformed) {
      assertThat(other).isEqualTo(malformed);
      return;
    }
    assertThat(record(other)).hasValueSatisfying(it -> assertThat(it).isEqualTo(record(one).get()));
  }

  /** A request is refused as a whole in one line, for a reason that is the client's. */
  public static void checkProblem(ProblemException problem) {
    assertThat(problem.status()).isIn(400, 413);
    assertThat(problem).message().isNotBlank().doesNotContain("\n", "\r");
    JsonValue.object(problem.response().body());
  }

  /** These names of ours occur in the object at most once. */
  public static void checkOnce(byte[] data, Set<String> ours) {
    List<String> names = JsonValue.names(data).stream().filter(ours::contains).toList();
    assertThat(names).doesNotHaveDuplicates();
  }

  private static void checkError(EventError error) {
    boolean known =
        error.code().equals(EventError.TOO_LARGE_CODE)
            || Arrays.stream(RejectionReason.values())
                .anyMatch(it -> it.name().equals(error.code()));
    assertThat(known).as(error.code()).isTrue();
    assertThat(error.rule()).isNotBlank();
    JsonBytes answer = new JsonBytes(100);
    error.write(answer);
    JsonValue.object(answer.toByteArray());
  }
}
