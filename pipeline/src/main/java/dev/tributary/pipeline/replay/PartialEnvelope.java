package dev.tributary.pipeline.replay;

import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.schemas.json.BrokenJsonException;
import dev.tributary.schemas.json.JsonReader;
import dev.tributary.schemas.rules.EventIds;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What can be seen in bytes that are no event: the type and the id that they name, as far as they
 * can be read.
 */
record PartialEnvelope(Optional<String> eventType, Optional<String> id) {
  /** Looks at a record's value; never fails. */
  static PartialEnvelope of(byte[] value) {
    String type = null;
    String id = null;
    try (JsonReader reader = JsonReader.of(utf8(value))) {
      if (reader.next() != JsonToken.START_OBJECT) {
        return new PartialEnvelope(Optional.empty(), Optional.empty());
      }
      while (reader.next() == JsonToken.FIELD_NAME) {
        String name = reader.name();
        if (reader.next() == JsonToken.VALUE_STRING) {
          type = type == null && name.equals("event_type") ? reader.text() : type;
          id = id == null && name.equals("id") ? reader.text() : id;
        }
        reader.skip();
      }
    } catch (BrokenJsonException endOfWhatCanBeRead) {
      // what was seen before it counts
    }
    return new PartialEnvelope(
        Optional.ofNullable(type), Optional.ofNullable(id).filter(EventIds::isValid));
  }

  /** The bytes with U+FFFD for what is no UTF-8, which no type and no id has. */
  private static byte[] utf8(byte[] value) {
    return new String(value, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
  }
}
