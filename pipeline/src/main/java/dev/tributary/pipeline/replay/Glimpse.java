package dev.tributary.pipeline.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.schemas.EventIds;
import java.io.IOException;
import java.util.Optional;

/**
 * What can be seen in bytes that are no event: the type and the id that they name, as far as they
 * can be read.
 */
record Glimpse(Optional<String> eventType, Optional<String> id) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Looks at a record's value; never fails. */
  static Glimpse of(byte[] value) {
    String type = null;
    String id = null;
    try (JsonParser parser = JSON.createParser(value)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return new Glimpse(Optional.empty(), Optional.empty());
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() == JsonToken.VALUE_STRING) {
          type = type == null && name.equals("event_type") ? parser.getText() : type;
          id = id == null && name.equals("id") ? parser.getText() : id;
        }
        parser.skipChildren();
      }
    } catch (IOException endOfWhatCanBeRead) {
      // what was seen before it counts
    }
    return new Glimpse(
        Optional.ofNullable(type), Optional.ofNullable(id).filter(EventIds::isValid));
  }
}
