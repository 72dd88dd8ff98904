package dev.tributary.ingest.format;

import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.ingest.envelope.EventFields;
import dev.tributary.ingest.json.JsonBytes;
import dev.tributary.ingest.json.JsonSlice;
import dev.tributary.schemas.json.JsonReader;
import dev.tributary.schemas.rules.EventIds;
import dev.tributary.schemas.rules.RejectionReason;
import dev.tributary.schemas.rules.Rfc3339;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads an event in Tributary's own form. {@code data} goes through as bytes; other top-level
 * fields are put into it.
 */
public final class EventObject {
  private final byte[] bytes;
  private final EventMemory memory;
  private String type;
  private String id = "";
  private String timestamp = "";
  private RawValue data;
  private Map<String, RawMember> extras = Map.of();
  private EventError error;
  private int seen;

  private EventObject(byte[] bytes, EventMemory memory) {
    this.bytes = bytes;
    this.memory = memory;
  }

  /** One member of the object, name and value as they came. */
  private record RawMember(int from, int to) {}

  public static ParsedEvent read(JsonReader reader, EventMemory memory) throws IOException {
    EventObject event = new EventObject(reader.bytes(), memory);
    while (reader.next() != JsonToken.END_OBJECT) {
      int from = reader.start();
      String name = reader.name();
      reader.next();
      event.field(name, reader, from);
    }
    return event.parsed();
  }

  private void field(String name, JsonReader reader, int from) throws IOException {
    switch (name) {
      case "event_type" -> {
        once(name, 1);
        type = text(reader, name, RejectionReason.BAD_EVENT_TYPE, "must be a string");
      }
      case "id" -> {
        once(name, 2);
        id = text(reader, name, RejectionReason.BAD_ID, EventIds.RULE);
      }
      case "timestamp" -> {
        once(name, 4);
        timestamp = text(reader, name, RejectionReason.BAD_TIMESTAMP, Rfc3339.RULE);
      }
      case "data" -> {
        once(name, 8);
        RawValue value = RawValue.at(reader);
        if (value.isObject()) {
          data = value;
        } else if (!value.isNull()) {
          refuse(RejectionReason.BAD_DATA, name, value.text(), "must be an object");
        }
      }
      default -> extra(name, reader, from);
    }
  }

  /** A string, or empty for null; an empty string is refused, because nothing may be empty. */
  private String text(JsonReader reader, String field, RejectionReason reason, String rule)
      throws IOException {
    if (reader.token() == JsonToken.VALUE_STRING) {
      String text = reader.text();
      if (text.isEmpty()) {
        refuse(reason, field, "", rule);
      }
      return text;
    }
    RawValue other = RawValue.at(reader);
    if (!other.isNull()) {
      refuse(reason, field, other.text(), rule);
    }
    return "";
  }

  private void extra(String name, JsonReader reader, int from) throws IOException {
    if (extras.isEmpty()) {
      extras = new LinkedHashMap<>();
    }
    RawValue value = RawValue.at(reader);
    if (extras.put(name, new RawMember(from, value.to())) != null) {
      refuse(RejectionReason.DUPLICATE_FIELD, name, name, "must occur once");
    }
    memory.holdMembers(extras.size());
  }

  private void once(String name, int bit) {
    if ((seen & bit) != 0) {
      refuse(RejectionReason.DUPLICATE_FIELD, name, name, "must occur once");
    }
    seen |= bit;
  }

  private void refuse(RejectionReason reason, String field, String value, String rule) {
    if (error == null) {
      error = EventError.of(reason, field, value, rule);
    }
  }

  private ParsedEvent parsed() throws IOException {
    if (error == null && (type == null || type.isEmpty())) {
      refuse(RejectionReason.MISSING_EVENT_TYPE, "event_type", "", "must be there, as a string");
    }
    JsonSlice all = error == null ? data() : JsonSlice.NONE;
    return error == null
        ? new ParsedEvent.Parsed(new EventFields(type, id, timestamp, all))
        : new ParsedEvent.Malformed(error);
  }

  private JsonSlice data() throws IOException {
    if (extras.isEmpty()) {
      return data == null ? JsonSlice.NONE : data.slice();
    }
    JsonBytes out = new JsonBytes(256).raw('{');
    boolean any = data != null && data.writeMembers(out);
    if (any) {
      refuseNamesInBoth();
    }
    for (RawMember extra : extras.values()) {
      if (any) {
        out.raw(',');
      }
      any = true;
      out.raw(bytes, extra.from(), extra.to());
    }
    byte[] made = out.raw('}').toByteArray();
    memory.keep(made.length);
    return JsonSlice.of(made);
  }

  private void refuseNamesInBoth() throws IOException {
    try (JsonReader reader = data.reader()) {
      reader.next();
      while (reader.next() != JsonToken.END_OBJECT) {
        String name = reader.name();
        if (extras.containsKey(name)) {
          refuse(RejectionReason.DUPLICATE_FIELD, name, name, "must not be in data and beside it");
        }
        reader.next();
        reader.skip();
      }
    }
  }
}
