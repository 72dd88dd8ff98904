package dev.tributary.ingest.format.cloudevents;

import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.ingest.format.EventError;
import dev.tributary.ingest.format.EventLimits;
import dev.tributary.ingest.format.EventMemory;
import dev.tributary.ingest.format.ParsedEvent;
import dev.tributary.ingest.format.RawValue;
import dev.tributary.ingest.http.MediaType;
import dev.tributary.schemas.json.JsonReader;
import dev.tributary.schemas.rules.RejectionReason;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads a CloudEvent in the JSON format (structured and batched mode). */
public final class CloudEventObject {
  private static final Set<String> STRINGS = Set.of("specversion", "id", "source", "type", "time");

  /** An attribute's characters are at most so many bytes, with all of them escaped. */
  private static final int MAX_BYTES = 6 * CloudEvent.MAX_ATTRIBUTE_LENGTH + 2;

  /** More is no event in any encoding: 4/3 of its bytes, as UTF-16, and with line breaks. */
  private static final int MAX_BASE64_BYTES = 3 * EventLimits.MAX_EVENT_BYTES;

  private final EventMemory memory;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private CloudEventData data = CloudEventData.NONE;
  private byte[] bytes = new byte[0];
  private boolean hasBytes;
  private EventError error;

  private CloudEventObject(EventMemory memory) {
    this.memory = memory;
  }

  public static ParsedEvent read(JsonReader reader, EventMemory memory) throws IOException {
    CloudEventObject event = new CloudEventObject(memory);
    while (reader.next() != JsonToken.END_OBJECT) {
      String name = reader.name();
      reader.next();
      switch (name) {
        case "data" -> event.data = CloudEventData.of(RawValue.at(reader));
        case "data_base64" -> event.base64(reader);
        default -> event.attribute(name, reader);
      }
    }
    return event.parsed();
  }

  private void attribute(String name, JsonReader reader) throws IOException {
    JsonToken token = reader.token();
    RawValue value = RawValue.at(reader);
    if (value.isNull()) {
      return;
    }
    if (!token.isScalarValue()) {
      refuse(RejectionReason.BAD_DATA, name, value.text(), "must be a string, number or boolean");
      return;
    }
    if (STRINGS.contains(name) && token != JsonToken.VALUE_STRING) {
      refuse(RejectionReason.BAD_DATA, name, value.text(), "must be a string");
    }
    String text = value.to() - value.from() > MAX_BYTES ? "" : reader.text();
    if (value.to() - value.from() > MAX_BYTES || text.length() > CloudEvent.MAX_ATTRIBUTE_LENGTH) {
      refuse(CloudEvent.tooLong(name));
    }
    attributes.put(name, text);
    memory.holdMembers(10 * attributes.size()); // texts of up to 1,000 characters
  }

  private void base64(JsonReader reader) throws IOException {
    boolean text = reader.token() == JsonToken.VALUE_STRING;
    RawValue value = RawValue.at(reader);
    if (value.isNull()) {
      return;
    }
    if (value.to() - value.from() > MAX_BASE64_BYTES) {
      refuse(EventError.TOO_LARGE);
      return;
    }
    memory.hold(6L * (value.to() - value.from())); // with and without line breaks, decoded, as text
    try {
      bytes = decoded(text ? reader.text() : "=");
      hasBytes = true;
    } catch (IllegalArgumentException broken) {
      refuse(RejectionReason.BAD_DATA, "data_base64", value.text(), "must be base64");
    }
  }

  /** Takes what breaks lines, too: encoders for mail do so. */
  private static byte[] decoded(String text) {
    byte[] kept = new byte[text.length()];
    int size = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > '~') {
        throw new IllegalArgumentException("It is no base64");
      }
      if (c != '\r' && c != '\n' && c != ' ' && c != '\t') {
        kept[size++] = (byte) c;
      }
    }
    return Base64.getDecoder().decode(Arrays.copyOf(kept, size));
  }

  private void refuse(RejectionReason reason, String field, String value, String rule) {
    refuse(EventError.of(reason, field, value, rule));
  }

  private void refuse(EventError why) {
    if (error == null) {
      error = why;
    }
  }

  private ParsedEvent parsed() throws IOException {
    if (hasBytes && data != CloudEventData.NONE) {
      refuse(RejectionReason.BAD_DATA, "data_base64", "", "must not be there beside data");
    }
    if (error != null) {
      return new ParsedEvent.Malformed(error);
    }
    MediaType type = MediaType.of(attributes.getOrDefault("datacontenttype", ""));
    CloudEventData all = hasBytes ? CloudEventData.of(type, bytes) : data;
    return new CloudEvent(attributes, all).parsed(memory);
  }
}
