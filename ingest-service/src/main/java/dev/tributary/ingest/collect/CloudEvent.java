package dev.tributary.ingest.collect;

import dev.tributary.ingest.envelope.EventFields;
import dev.tributary.ingest.envelope.JsonBytes;
import dev.tributary.schemas.EventTypes;
import dev.tributary.schemas.Reason;
import java.util.Map;

/**
 * A CloudEvent (1.0) as one of our events: id = source and id, type by the rule for foreign names,
 * data with the other attributes as {@code ce_…} members.
 *
 * @param attributes the context attributes as text, by name
 * @param members writes the members of its data; returns whether there were any
 */
record CloudEvent(Map<String, String> attributes, Members members) {
  /** Writes members of a JSON object, without braces. */
  interface Members {
    boolean write(JsonBytes out);
  }

  Candidate candidate() {
    for (String required : new String[] {"specversion", "id", "source", "type"}) {
      if (attributes.getOrDefault(required, "").isEmpty()) {
        return refuse(
            required.equals("type") ? Reason.MISSING_EVENT_TYPE : Reason.BAD_ID,
            required,
            "",
            "must be there: CloudEvents requires it");
      }
    }
    String version = attributes.get("specversion");
    if (!version.startsWith("1.")) {
      return refuse(Reason.BAD_DATA, "specversion", version, "must be 1.0");
    }
    String id = ForeignIds.of(attributes.get("source") + " " + attributes.get("id"));
    String type = EventTypes.fromForeignName(attributes.get("type"));
    String time = attributes.getOrDefault("time", "");
    return new Candidate.Read(new EventFields(type, id, time, data()));
  }

  private byte[] data() {
    JsonBytes out = new JsonBytes(256).raw('{');
    boolean any = members.write(out);
    for (var attribute : attributes.entrySet()) {
      String name = attribute.getKey();
      boolean inEnvelope = name.equals("specversion") || name.equals("id") || name.equals("time");
      if (!inEnvelope) {
        if (any) {
          out.raw(',');
        }
        any = true;
        out.text("ce_" + name).raw(':').text(attribute.getValue());
      }
    }
    return out.raw('}').toByteArray();
  }

  private static Candidate refuse(Reason reason, String field, String value, String rule) {
    return new Candidate.Unreadable(EventError.of(reason, field, value, rule));
  }
}
