package dev.tributary.ingest.format.segment;

import dev.tributary.ingest.format.EventMemory;
import dev.tributary.ingest.format.MembersBeside;
import dev.tributary.ingest.format.RawValue;
import dev.tributary.ingest.json.JsonBytes;
import dev.tributary.schemas.json.JsonReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The {@code data} of one Segment message: its properties or traits as they came, and the call's
 * own fields, each name once.
 */
final class SegmentData {
  private static final Map<String, String> OWN = own();
  private static final Set<String> OWN_NAMES = Set.copyOf(OWN.values());
  private static final String[] BODIES = {"properties", "traits"};

  private final EventMemory memory;
  private final Map<String, RawValue> values = new HashMap<>();
  private final Set<String> namedAsOurs = new HashSet<>();

  SegmentData(EventMemory memory) {
    this.memory = memory;
  }

  private static Map<String, String> own() {
    Map<String, String> own = new LinkedHashMap<>();
    own.put("event", "event");
    own.put("userId", "user_id");
    own.put("anonymousId", "anonymous_id");
    own.put("groupId", "group_id");
    own.put("previousId", "previous_id");
    own.put("name", "name");
    own.put("category", "category");
    own.put("series", "series");
    own.put("context", "context");
    return own;
  }

  /** Takes the member at whose value the reader is; leaves it at the value's end. */
  void member(String name, JsonReader reader) throws IOException {
    if (name.equals("properties") || name.equals("traits")) {
      values.put(name, RawValue.at(reader, this::look));
    } else if (OWN.containsKey(name)) {
      values.put(name, RawValue.at(reader));
    } else {
      reader.skip();
    }
  }

  private void look(String property) {
    if (OWN_NAMES.contains(property)) {
      namedAsOurs.add(property);
    }
  }

  /**
   * The object.
   *
   * @param track whether {@code event} is a field of the call
   */
  byte[] write(boolean track) throws IOException {
    Map<String, RawValue> own = new LinkedHashMap<>();
    for (var field : OWN.entrySet()) {
      RawValue value = values.get(field.getKey());
      if (value != null && !value.isNull() && (track || !field.getKey().equals("event"))) {
        own.put(field.getValue(), value);
      }
    }
    JsonBytes out = new JsonBytes(512).raw('{');
    boolean any = bodies(own.keySet(), out);
    for (var field : own.entrySet()) {
      if (any) {
        out.raw(',');
      }
      any = true;
      field.getValue().write(out.text(field.getKey()).raw(':'));
    }
    return out.raw('}').toByteArray();
  }

  private boolean bodies(Set<String> own, JsonBytes out) throws IOException {
    boolean clash = namedAsOurs.stream().anyMatch(own::contains);
    boolean both = values.containsKey("properties") && values.containsKey("traits");
    MembersBeside beside = new MembersBeside(own, memory);
    boolean any = false;
    for (String body : BODIES) {
      RawValue value = values.get(body);
      if (value != null && value.isObject()) {
        int before = out.size();
        if (any) {
          out.raw(',');
        }
        boolean wrote =
            clash || both ? beside.write(value, body + "_", out) : value.writeMembers(out);
        if (!wrote) {
          out.cutTo(before);
        }
        any |= wrote;
      }
    }
    return any;
  }
}
