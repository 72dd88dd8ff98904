package dev.tributary.ingest.collect;

import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.schemas.JsonReader;
import dev.tributary.schemas.Reason;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a CloudEvent in the JSON format (structured and batched mode). */
final class CloudEventObject {
  private CloudEventObject() {}

  static Candidate read(JsonReader reader) throws IOException {
    Map<String, String> attributes = new LinkedHashMap<>();
    CloudEvent.Members data = out -> false;
    EventError error = null;
    while (reader.next() != JsonToken.END_OBJECT) {
      String name = reader.name();
      reader.next();
      if (name.equals("data")) {
        data = CloudEventData.json(RawValue.at(reader));
      } else if (name.equals("data_base64")) {
        String text = reader.token() == JsonToken.VALUE_STRING ? reader.text() : "";
        data = base64(text, attributes);
        if (data == null) {
          error = EventError.of(Reason.BAD_DATA, name, text, "must be base64");
          data = out -> false;
        }
        reader.skip();
      } else if (reader.token().isScalarValue()) {
        attribute(name, reader, attributes);
      } else {
        String value = RawValue.at(reader).text();
        error = EventError.of(Reason.BAD_DATA, name, value, "must be a string, number or boolean");
      }
    }
    return error == null
        ? new CloudEvent(attributes, data).candidate()
        : new Candidate.Unreadable(error);
  }

  private static void attribute(String name, JsonReader reader, Map<String, String> attributes)
      throws IOException {
    if (reader.token() != JsonToken.VALUE_NULL) {
      attributes.put(name, reader.text());
    }
  }

  private static CloudEvent.Members base64(String text, Map<String, String> attributes) {
    try {
      byte[] decoded = Base64.getDecoder().decode(text);
      String type = attributes.getOrDefault("datacontenttype", "");
      return CloudEventData.of(type, decoded);
    } catch (IllegalArgumentException broken) {
      return null;
    }
  }
}
