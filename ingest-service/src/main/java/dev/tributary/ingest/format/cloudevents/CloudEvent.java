package dev.tributary.ingest.format.cloudevents;

import dev.tributary.ingest.envelope.EventFields;
import dev.tributary.ingest.format.EventError;
import dev.tributary.ingest.format.EventMemory;
import dev.tributary.ingest.format.ExternalIds;
import dev.tributary.ingest.format.MembersBeside;
import dev.tributary.ingest.format.ParsedEvent;
import dev.tributary.ingest.format.RawValue;
import dev.tributary.ingest.json.JsonBytes;
import dev.tributary.ingest.json.JsonSlice;
import dev.tributary.schemas.rules.EventTypes;
import dev.tributary.schemas.rules.RejectionReason;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A CloudEvent (1.0) as one of our events: id = source and id, type by the rule for foreign names,
 * data with the other attributes as {@code ce_…} members; what is no JSON object goes under {@code
 * value}.
 *
 * @param attributes the context attributes as text, by name
 */
record CloudEvent(Map<String, String> attributes, CloudEventData data) {
  /** Most characters of an attribute. */
  static final int MAX_ATTRIBUTE_LENGTH = 1_000;

  private static final Set<String> IN_ENVELOPE = Set.of("specversion", "id", "time");

  /** Refuses an attribute that is too long, before anything looks at it. */
  static EventError tooLong(String attribute) {
    return EventError.of(
        RejectionReason.BAD_DATA,
        attribute,
        "",
        "must have at most " + MAX_ATTRIBUTE_LENGTH + " characters");
  }

  ParsedEvent parsed(EventMemory memory) throws IOException {
    if (data instanceof CloudEventData.Broken broken) {
      return new ParsedEvent.Malformed(broken.error());
    }
    for (String required : new String[] {"specversion", "id", "source", "type"}) {
      if (attributes.getOrDefault(required, "").isEmpty()) {
        return refuse(
            required.equals("type") ? RejectionReason.MISSING_EVENT_TYPE : RejectionReason.BAD_ID,
            required,
            "",
            "must be there: CloudEvents requires it");
      }
    }
    String version = attributes.get("specversion");
    if (!version.startsWith("1.")) {
      return refuse(RejectionReason.BAD_DATA, "specversion", version, "must be 1.0");
    }
    String id = ExternalIds.of(attributes.get("source") + " " + attributes.get("id"));
    String type = EventTypes.fromForeignName(attributes.get("type"));
    String time = attributes.getOrDefault("time", "");
    byte[] members = members(memory);
    memory.keep(members.length);
    return new ParsedEvent.Parsed(new EventFields(type, id, time, JsonSlice.of(members)));
  }

  private byte[] members(EventMemory memory) throws IOException {
    JsonBytes out = new JsonBytes(256).raw('{');
    boolean any = writeData(out, memory);
    for (var attribute : attributes.entrySet()) {
      if (!IN_ENVELOPE.contains(attribute.getKey())) {
        if (any) {
          out.raw(',');
        }
        any = true;
        out.text("ce_" + attribute.getKey()).raw(':').text(attribute.getValue());
      }
    }
    return out.raw('}').toByteArray();
  }

  private boolean writeData(JsonBytes out, EventMemory memory) throws IOException {
    return switch (data) {
      case CloudEventData.None none -> false;
      case CloudEventData.Broken broken -> false;
      case CloudEventData.Text text -> {
        out.raw("\"value\":").text(text.text());
        yield true;
      }
      case CloudEventData.Json json -> writeJson(json.value(), out, memory);
    };
  }

  private boolean writeJson(RawValue value, JsonBytes out, EventMemory memory) throws IOException {
    if (!value.isObject()) {
      value.write(out.raw("\"value\":"));
      return true;
    }
    boolean[] clashes = {false};
    try (var reader = value.reader()) {
      reader.next();
      RawValue.at(reader, name -> clashes[0] |= isAttribute(name));
    }
    if (!clashes[0]) {
      return value.writeMembers(out);
    }
    Set<String> taken =
        attributes.keySet().stream().map(name -> "ce_" + name).collect(Collectors.toSet());
    return new MembersBeside(taken, memory).write(value, "data_", out);
  }

  private boolean isAttribute(String name) {
    return name.startsWith("ce_") && attributes.containsKey(name.substring(3));
  }

  private static ParsedEvent refuse(
      RejectionReason reason, String field, String value, String rule) {
    return new ParsedEvent.Malformed(EventError.of(reason, field, value, rule));
  }
}
