package dev.tributary.schemas.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schemas.event.Decoded;
import dev.tributary.schemas.event.Event;
import dev.tributary.schemas.rules.EventTimes;
import dev.tributary.schemas.rules.Utf8;
import dev.tributary.schemas.types.EventField;
import dev.tributary.schemas.types.EventSchema;
import dev.tributary.schemas.types.EventSchemas;
import dev.tributary.schemas.types.FieldType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast way through a record against its slow, obvious twin. */
final class FastEnvelopeTest {
  private static final long RECORD = Instant.parse("2026-11-24T10:00:00Z").toEpochMilli();
  private static final int EVENTS = 60_000;
  private static final String[] NAMES = {
    "event_type",
    "id",
    "timestamp",
    "received_at",
    "Host",
    "User-Agent",
    "Accept",
    "X-Game",
    "é",
    "",
    "data\\u0061",
    "Hos",
    "Data",
    "a\\\"b"
  };
  private static final String[] TEXTS = {
    "",
    "e-1",
    "requester.game.com",
    "ApacheBench/2.3",
    "*/*",
    "é😀",
    "a\\nb",
    "\\ud83d\\ude00",
    "\\ud83d",
    "\\/",
    "a\\\\",
    "2026-11-24T09:59:59.5Z",
    "2026-11-24T10:59:59+01:00",
    "2026-13-24T09:59:59Z",
    "2016-12-31T23:59:60Z",
    "19.99",
    "gold",
    "x".repeat(200),
    "2026-02-28",
    "0189F7C1-7c3e-7b1a-9d2e-0242ac120002"
  };
  private static final String[] OTHERS = {
    "0",
    "-0",
    "7",
    "-12",
    "123456789012345678",
    "1234567890123456789",
    "99999999999999999999",
    "1.50",
    "-1.5e3",
    "1E400",
    "3.0",
    "true",
    "false",
    "null",
    "[]",
    "{}",
    "[1, [true,\"a\"]]",
    "{\"x\": [{\"y\":null}, -1.5e-7], \"x\":\"\\u00e9\"}",
    "[\"p1\",\"p2\"]"
  };
  private static final String[] BROKEN = {
    "01",
    "1.",
    ".5",
    "-",
    "1e",
    "+1",
    "NaN",
    "tru",
    "[1,]",
    "{\"a\"}",
    "{\"a\":1,}",
    "\"\\x\"",
    "\"\\u12g4\"",
    "\"\n\"",
    "[1 2]",
    "{a:1}",
    "'a'",
    "\"",
    "[",
    "1 2",
    "{\"a\":1]",
    "[1}"
  };
  private static final String[] SPACES = {"", "", "", "", " ", "\n", "\r\t"};

  private final EventDecoder decoder = new EventDecoder();
  private final EventSchemas schemas = EventSchemas.declared();
  private final TextCache shared = new TextCache();

  @Test
  void answersWhatTheSlowTwinAnswersOrNothing() throws Exception {
    var random = new Random(20261126);
    int plain = 0;
    for (int i = 0; i < EVENTS; i++) {
      byte[] bytes = event(random).getBytes(StandardCharsets.UTF_8);
      if (random.nextInt(4) == 0) {
        mutate(bytes, random);
      }
      plain += agrees(bytes) ? 1 : 0;
    }
    assertThat(plain).isBetween(EVENTS / 4, EVENTS * 9 / 10);
  }

  /** Each prefix too: what is cut off is never an event. */
  @Test
  void neverTakesAPartForTheWhole() throws Exception {
    byte[] whole =
        "{\"event_type\":\"a\",\"data\":{\"x\":[1,{\"y\":true}]},\"n\":-1.5e3,\"s\":\"é\"}"
            .getBytes(StandardCharsets.UTF_8);
    for (int length = 1; length < whole.length; length++) {
      assertThat(agrees(Arrays.copyOf(whole, length))).isFalse();
    }
    assertThat(agrees(whole)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 65, 999, 1_000, 1_001})
  void leavesWhatIsDeepToTheTwin(int depth) throws Exception {
    String nested = "[".repeat(depth) + "]".repeat(depth);
    agrees(("{\"event_type\":\"a\",\"x\":" + nested + "}").getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 101, 1_000, 1_001, 60_000})
  void leavesWhatIsLongToTheTwin(int length) throws Exception {
    for (String event :
        List.of(
            "{\"event_type\":\"a\",\"" + "n".repeat(length) + "\":1}",
            "{\"event_type\":\"a\",\"data\":{\"" + "n".repeat(length) + "\":1}}",
            "{\"event_type\":\"message\",\"data\":{\"" + "n".repeat(length) + "\":1}}",
            "{\"event_type\":\"a\",\"x\":" + "1".repeat(length) + "}",
            "{\"event_type\":\"a\",\"x\":\"" + "1".repeat(length) + "\"}")) {
      agrees(event.getBytes(StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {9_997, 10_000, 10_001})
  void leavesObjectsOfTooManyMembersToTheTwin(int members) throws Exception {
    String many = RandomJson.members(members);
    for (String event :
        List.of(
            "{\"event_type\":\"a\",\"x\":[{" + many + "}]}",
            "{\"event_type\":\"a\",\"data\":{" + many + "}}",
            "{\"event_type\":\"message\",\"data\":{" + many + "}}",
            "{\"data\":{\"mentions\":[\"a\"],"
                + many.substring(5)
                + "},\"event_type\":\"message\"}",
            "{\"event_type\":\"a\"," + many + "}")) {
      byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
      boolean tooMany = members > 10_000 || members == 10_000 && event.startsWith("\"a\",\"\"", 14);
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
    Event event = new FastEnvelope(schemas, shared, bytes).read(EventTimes.Belief.first(RECORD));
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

  private String event(Random random) {
    List<String> fields = new ArrayList<>();
    List<EventSchema> declared = new ArrayList<>(schemas.all());
    EventSchema schema = declared.get(random.nextInt(declared.size()));
    String type = random.nextBoolean() ? schema.eventType() : "kind_" + random.nextInt(5);
    fields.add(field("event_type", "\"" + type + "\"", random));
    if (random.nextBoolean()) {
      fields.add(field("id", "\"" + new UUID(random.nextLong(), random.nextLong()) + "\"", random));
    }
    if (random.nextBoolean()) {
      fields.add(field("data", data(schema, random), random));
    }
    for (int more = random.nextInt(4); more > 0; more--) {
      fields.add(field(one(NAMES, random), value(random), random));
    }
    Collections.shuffle(fields, random);
    return one(SPACES, random)
        + "{"
        + String.join(",", fields)
        + one(SPACES, random)
        + "}"
        + one(SPACES, random);
  }

  private String data(EventSchema schema, Random random) {
    List<String> fields = new ArrayList<>();
    for (EventField field : schema.fields()) {
      if (random.nextInt(3) > 0) {
        fields.add(field(field.name(), valueOf(field.type(), random), random));
      }
    }
    if (random.nextInt(3) == 0) {
      fields.add(field(one(NAMES, random), value(random), random));
    }
    Collections.shuffle(fields, random);
    return "{" + String.join(",", fields) + one(SPACES, random) + "}";
  }

  /** Mostly right for the type; else anything. */
  private String valueOf(FieldType type, Random random) {
    if (random.nextInt(6) == 0) {
      return value(random);
    }
    if (type instanceof FieldType.Text) {
      return "\"" + one(TEXTS, random) + "\"";
    }
    if (type instanceof FieldType.Symbol symbol) {
      return "\"" + symbol.symbols().iterator().next() + "\"";
    }
    if (type instanceof FieldType.Uuid) {
      return "\"" + new UUID(random.nextLong(), random.nextLong()) + "\"";
    }
    if (type instanceof FieldType.Moment) {
      return "\"2026-11-24T09:59:59.123Z\"";
    }
    if (type instanceof FieldType.Flag) {
      return Boolean.toString(random.nextBoolean());
    }
    if (type instanceof FieldType.Whole) {
      return Long.toString(random.nextLong() >> random.nextInt(64));
    }
    if (type instanceof FieldType.Real || type instanceof FieldType.Decimal) {
      return Double.toString(random.nextInt(10_000) / 100.0);
    }
    return value(random);
  }

  private static String value(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> one(BROKEN, random);
      case 1, 2, 3 -> one(OTHERS, random);
      default -> "\"" + one(TEXTS, random) + "\"";
    };
  }

  private static String field(String name, String value, Random random) {
    return one(SPACES, random)
        + "\""
        + name
        + "\""
        + one(SPACES, random)
        + ":"
        + one(SPACES, random)
        + value
        + one(SPACES, random);
  }

  private static void mutate(byte[] bytes, Random random) {
    String signs = "\"\\{}[],:0123456789.eE+-tfnu \n";
    for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
      bytes[random.nextInt(bytes.length)] =
          (byte)
              (random.nextInt(4) == 0
                  ? random.nextInt(256)
                  : signs.charAt(random.nextInt(signs.length())));
    }
  }

  private static String one(String[] of, Random random) {
    return of[random.nextInt(of.length)];
  }
}
