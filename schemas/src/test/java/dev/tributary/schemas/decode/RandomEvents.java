package dev.tributary.schemas.decode;

import dev.tributary.schemas.types.EventField;
import dev.tributary.schemas.types.EventSchema;
import dev.tributary.schemas.types.EventSchemas;
import dev.tributary.schemas.types.FieldType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Random events of declared and other types: right ones, odd ones and broken ones. */
final class RandomEvents {
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

  private final EventSchemas schemas;
  private final Random random;

  RandomEvents(EventSchemas schemas, Random random) {
    this.schemas = schemas;
    this.random = random;
  }

  /** An event's JSON, or something like one. */
  String next() {
    List<String> fields = new ArrayList<>();
    List<EventSchema> declared = new ArrayList<>(schemas.all());
    EventSchema schema = declared.get(random.nextInt(declared.size()));
    String type = random.nextBoolean() ? schema.eventType() : "kind_" + random.nextInt(5);
    fields.add(field("event_type", "\"" + type + "\""));
    if (random.nextBoolean()) {
      fields.add(field("id", "\"" + new UUID(random.nextLong(), random.nextLong()) + "\""));
    }
    if (random.nextBoolean()) {
      fields.add(field("data", data(schema)));
    }
    for (int more = random.nextInt(4); more > 0; more--) {
      fields.add(field(one(NAMES), value()));
    }
    Collections.shuffle(fields, random);
    return one(SPACES) + "{" + String.join(",", fields) + one(SPACES) + "}" + one(SPACES);
  }

  private String data(EventSchema schema) {
    List<String> fields = new ArrayList<>();
    for (EventField field : schema.fields()) {
      if (random.nextInt(3) > 0) {
        fields.add(field(field.name(), valueOf(field.type())));
      }
    }
    if (random.nextInt(3) == 0) {
      fields.add(field(one(NAMES), value()));
    }
    Collections.shuffle(fields, random);
    return "{" + String.join(",", fields) + one(SPACES) + "}";
  }

  /** Mostly right for the type; else anything. */
  private String valueOf(FieldType type) {
    if (random.nextInt(6) == 0) {
      return value();
    }
    if (type instanceof FieldType.Text) {
      return "\"" + one(TEXTS) + "\"";
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
    return value();
  }

  private String value() {
    return switch (random.nextInt(12)) {
      case 0 -> one(BROKEN);
      case 1, 2, 3 -> one(OTHERS);
      default -> "\"" + one(TEXTS) + "\"";
    };
  }

  private String field(String name, String value) {
    return one(SPACES) + "\"" + name + "\"" + one(SPACES) + ":" + one(SPACES) + value + one(SPACES);
  }

  /** Changes some bytes. */
  void mutate(byte[] bytes) {
    String signs = "\"\\{}[],:0123456789.eE+-tfnu \n";
    for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
      bytes[random.nextInt(bytes.length)] =
          (byte)
              (random.nextInt(4) == 0
                  ? random.nextInt(256)
                  : signs.charAt(random.nextInt(signs.length())));
    }
  }

  private String one(String[] of) {
    return of[random.nextInt(of.length)];
  }
}
