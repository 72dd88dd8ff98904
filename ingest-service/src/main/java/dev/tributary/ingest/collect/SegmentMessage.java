package dev.tributary.ingest.collect;

import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.ingest.envelope.EventFields;
import dev.tributary.ingest.envelope.JsonBytes;
import dev.tributary.schemas.EventTypes;
import dev.tributary.schemas.JsonReader;
import dev.tributary.schemas.Reason;
import dev.tributary.schemas.Rfc3339;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** One message of the Segment API; its values stay as they came. */
final class SegmentMessage {
  private static final Map<String, String> COLUMNS =
      Map.of(
          "userId", "user_id",
          "anonymousId", "anonymous_id",
          "groupId", "group_id",
          "previousId", "previous_id",
          "context", "context",
          "name", "name",
          "category", "category",
          "series", "series");

  private final Map<String, RawValue> values = new LinkedHashMap<>();
  private final Map<String, String> texts = new LinkedHashMap<>();

  private SegmentMessage() {}

  static SegmentMessage read(JsonReader reader) throws IOException {
    SegmentMessage message = new SegmentMessage();
    while (reader.next() != JsonToken.END_OBJECT) {
      String name = reader.name();
      if (reader.next() == JsonToken.VALUE_STRING) {
        message.texts.put(name, reader.text());
      }
      message.values.put(name, RawValue.at(reader));
    }
    return message;
  }

  String text(String name) {
    return texts.getOrDefault(name, "");
  }

  /**
   * The message as an event.
   *
   * @param call the call's name; empty takes it from the message's {@code type}
   * @param batchSentAt {@code sentAt} of the batch, empty when there is none
   */
  Candidate candidate(String call, String batchSentAt, long receivedMillis) {
    String kind = call.isEmpty() ? text("type") : call;
    String name = kind.equals("track") ? text("event") : kind;
    if (name.isEmpty()) {
      String field = kind.equals("track") ? "event" : "type";
      return refuse(Reason.MISSING_EVENT_TYPE, field, "", "must be there, as a string");
    }
    String sent = text("sentAt").isEmpty() ? batchSentAt : text("sentAt");
    String said = text("originalTimestamp");
    String timestamp = said.isEmpty() ? text("timestamp") : said;
    if (!timestamp.isEmpty() && Rfc3339.parseMillis(timestamp) == Rfc3339.INVALID) {
      return refuse(Reason.BAD_TIMESTAMP, "timestamp", timestamp, Rfc3339.RULE);
    }
    String id = text("messageId").isEmpty() ? "" : ForeignIds.of(text("messageId"));
    return new Candidate.Read(
        new EventFields(
            EventTypes.fromForeignName(name),
            id,
            corrected(timestamp, sent, receivedMillis),
            data()));
  }

  /** The client's clock may be wrong; what it says between two of its own times is right. */
  private static String corrected(String timestamp, String sentAt, long receivedMillis) {
    long sent = sentAt.isEmpty() ? Rfc3339.INVALID : Rfc3339.parseMillis(sentAt);
    if (timestamp.isEmpty() || sent == Rfc3339.INVALID) {
      return timestamp;
    }
    long millis = receivedMillis - (sent - Rfc3339.parseMillis(timestamp));
    boolean writable = millis > -62_135_596_800_000L && millis < 253_402_300_800_000L;
    return writable ? Instant.ofEpochMilli(millis).toString() : timestamp;
  }

  private byte[] data() {
    JsonBytes out = new JsonBytes(512).raw('{');
    boolean any = false;
    for (String body : new String[] {"properties", "traits"}) {
      RawValue value = values.get(body);
      if (value != null && value.isObject()) {
        int before = out.size();
        if (any) {
          out.raw(',');
        }
        boolean wrote = value.writeMembers(out);
        if (!wrote) {
          out.cutTo(before);
        }
        any |= wrote;
      }
    }
    for (var column : COLUMNS.entrySet()) {
      RawValue value = values.get(column.getKey());
      if (value != null && !value.isNull()) {
        if (any) {
          out.raw(',');
        }
        any = true;
        out.text(column.getValue()).raw(':');
        value.write(out);
      }
    }
    return out.raw('}').toByteArray();
  }

  private static Candidate refuse(Reason reason, String field, String value, String rule) {
    return new Candidate.Unreadable(EventError.of(reason, field, value, rule));
  }
}
