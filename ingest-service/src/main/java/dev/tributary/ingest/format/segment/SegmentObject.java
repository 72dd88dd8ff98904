package dev.tributary.ingest.format.segment;

import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.ingest.envelope.EventFields;
import dev.tributary.ingest.format.EventError;
import dev.tributary.ingest.format.EventMemory;
import dev.tributary.ingest.format.ExternalIds;
import dev.tributary.ingest.json.JsonSlice;
import dev.tributary.schemas.json.JsonReader;
import dev.tributary.schemas.rules.EventTypes;
import dev.tributary.schemas.rules.RejectionReason;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Reads one message of the Segment API. */
final class SegmentObject {
  /** Longer texts are no time and no key. */
  private static final int MAX_SHORT_LENGTH = 1_000;

  private static final Set<String> TEXTS =
      Set.of("type", "event", "messageId", "sentAt", "timestamp", "originalTimestamp", "writeKey");
  private static final Set<String> SHORT =
      Set.of("sentAt", "timestamp", "originalTimestamp", "writeKey");

  private SegmentObject() {}

  /**
   * Reads the message at the reader.
   *
   * @param call the call's name; empty takes it from the message's {@code type}
   * @param writeKey takes the message's write key, when it has one
   */
  static SegmentMessage read(
      JsonReader reader, String call, EventMemory memory, Consumer<String> writeKey)
      throws IOException {
    SegmentData data = new SegmentData(memory);
    Map<String, String> texts = new HashMap<>();
    while (reader.next() != JsonToken.END_OBJECT) {
      String name = reader.name();
      reader.next();
      if (TEXTS.contains(name)) {
        texts.put(name, SHORT.contains(name) ? shortText(reader) : text(reader, name));
      }
      data.member(name, reader);
    }
    String key = texts.getOrDefault("writeKey", "");
    if (!key.isEmpty()) {
      writeKey.accept(key);
    }
    return message(call.isEmpty() ? texts.getOrDefault("type", "") : call, texts, data, memory);
  }

  private static SegmentMessage message(
      String kind, Map<String, String> texts, SegmentData data, EventMemory memory)
      throws IOException {
    boolean track = kind.equals("track");
    String name = track ? texts.getOrDefault("event", "") : kind;
    if (name.isEmpty()) {
      return new SegmentMessage.Malformed(
          EventError.of(
              RejectionReason.MISSING_EVENT_TYPE,
              track ? "event" : "type",
              "",
              "must be there, as a string"));
    }
    String id = texts.getOrDefault("messageId", "");
    String original = texts.getOrDefault("originalTimestamp", "");
    SegmentTime time =
        new SegmentTime(
            original.isEmpty() ? texts.getOrDefault("timestamp", "") : original,
            SegmentTime.Sent.of(texts.getOrDefault("sentAt", "")));
    byte[] members = data.write(track);
    memory.keep(members.length + time.said().length());
    return new SegmentMessage.Untimed(
        new EventFields(
            EventTypes.fromForeignName(name),
            id.isEmpty() ? "" : ExternalIds.of(id),
            "",
            JsonSlice.of(members)),
        time);
  }

  /** A string, or an id as it is spelled where it is a number; empty for all else. */
  private static String text(JsonReader reader, String name) throws IOException {
    return reader.token() == JsonToken.VALUE_STRING || name.equals("messageId") && isNumber(reader)
        ? reader.text()
        : "";
  }

  /** A time or a key, which may be a number, too; leaves the reader at the value's end. */
  static String shortText(JsonReader reader) throws IOException {
    String text = reader.token() == JsonToken.VALUE_STRING || isNumber(reader) ? reader.text() : "";
    reader.skip();
    return text.length() > MAX_SHORT_LENGTH ? text.substring(0, MAX_SHORT_LENGTH) : text;
  }

  private static boolean isNumber(JsonReader reader) {
    JsonToken token = reader.token();
    return token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
  }
}
