package dev.tributary.schemas.decode;

import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.schemas.event.Decoded;
import dev.tributary.schemas.event.Event;
import dev.tributary.schemas.event.TypedData;
import dev.tributary.schemas.json.BrokenJsonException;
import dev.tributary.schemas.json.JsonHash;
import dev.tributary.schemas.json.JsonReader;
import dev.tributary.schemas.json.JsonText;
import dev.tributary.schemas.rules.EventIds;
import dev.tributary.schemas.rules.EventTimes;
import dev.tributary.schemas.rules.EventTypes;
import dev.tributary.schemas.rules.Rejection;
import dev.tributary.schemas.rules.RejectionReason;
import dev.tributary.schemas.rules.Rfc3339;
import dev.tributary.schemas.types.EventSchema;
import dev.tributary.schemas.types.EventSchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one record in one pass: its top level, and the {@code data} of a declared type. Other
 * nested values are skipped, never built.
 */
final class EnvelopeReader {
  private final EventSchemas schemas;
  private final JsonReader reader;

  private String type;
  private String id;
  private String timestamp;
  private String receivedAt;
  private String host;
  private String userAgent;
  private String accept;
  private Object[] values;
  private int dataFrom;
  private int dataTo;
  private Map<String, String> headers = Map.of();
  private List<String> problems = List.of();
  private int seen;

  EnvelopeReader(EventSchemas schemas, JsonReader reader) {
    this.schemas = schemas;
    this.reader = reader;
  }

  Decoded read(EventTimes.Belief belief) throws IOException {
    if (reader.next() != JsonToken.START_OBJECT) {
      reader.skip();
      end();
      return invalid(
          Rejection.ofRecord(RejectionReason.NOT_AN_OBJECT, "the record is JSON, but no object"));
    }
    Rejection first = null;
    while (reader.next() != JsonToken.END_OBJECT) {
      String name = reader.name();
      Rejection problem = field(name, reader.next());
      if (first == null) {
        first = problem;
      }
      reader.skip();
    }
    end();
    return first != null ? invalid(first) : event(belief);
  }

  /** Text after the value makes the whole record no JSON. */
  private void end() throws IOException {
    if (reader.next() != null) {
      throw new BrokenJsonException("there is text after the JSON value");
    }
  }

  /** Takes one field. Answers what is wrong with it, or null. */
  private Rejection field(String name, JsonToken token) throws IOException {
    switch (name) {
      case "event_type":
        if (isRepeated(1)) {
          return duplicate(name);
        }
        type = textOrNull(token);
        return type == null && token != JsonToken.VALUE_NULL
            ? reject(
                RejectionReason.BAD_EVENT_TYPE, name, JsonText.json(reader), "must be a string")
            : null;
      case "id":
        if (isRepeated(2)) {
          return duplicate(name);
        }
        id = textOrNull(token);
        return token != JsonToken.VALUE_NULL && (id == null || !EventIds.isValid(id))
            ? reject(
                RejectionReason.BAD_ID,
                name,
                id == null ? JsonText.json(reader) : id,
                EventIds.RULE)
            : null;
      case "timestamp":
        if (isRepeated(4)) {
          return duplicate(name);
        }
        timestamp = textOrNull(token);
        return timestamp == null && token != JsonToken.VALUE_NULL
            ? reject(RejectionReason.BAD_TIMESTAMP, name, JsonText.json(reader), Rfc3339.RULE)
            : null;
      case "received_at":
        if (isRepeated(8)) {
          return duplicate(name);
        }
        receivedAt = textOrNull(token);
        return receivedAt == null && token != JsonToken.VALUE_NULL
            ? reject(RejectionReason.BAD_TIMESTAMP, name, JsonText.json(reader), Rfc3339.RULE)
            : null;
      case "data":
        if (isRepeated(16)) {
          return duplicate(name);
        }
        return data(token);
      case "Host":
        host = scalar(token);
        return isRepeated(32) ? duplicate(name) : null;
      case "User-Agent":
        userAgent = scalar(token);
        return isRepeated(64) ? duplicate(name) : null;
      case "Accept":
        accept = scalar(token);
        return isRepeated(128) ? duplicate(name) : null;
      case "problems":
        return problems(token);
      default:
        return header(name, scalar(token));
    }
  }

  private Rejection data(JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (token != JsonToken.START_OBJECT) {
      return reject(RejectionReason.BAD_DATA, "data", JsonText.json(reader), "must be an object");
    }
    dataFrom = reader.start();
    EventSchema schema = type == null ? null : schemas.find(type);
    if (schema == null) {
      reader.skip();
    } else {
      values = new DataReader(reader).read(schema.data());
    }
    dataTo = reader.end();
    return null;
  }

  /** A list of sentences is the service's own; anything else is a field like any other. */
  private Rejection problems(JsonToken token) throws IOException {
    if (isRepeated(256)) {
      return duplicate("problems");
    }
    if (token != JsonToken.START_ARRAY) {
      return header("problems", scalar(token));
    }
    int from = reader.start();
    List<String> sentences = new ArrayList<>();
    boolean text = true;
    for (JsonToken each = reader.next(); each != JsonToken.END_ARRAY; each = reader.next()) {
      text &= each == JsonToken.VALUE_STRING;
      if (text) {
        sentences.add(JsonText.string(reader));
      }
      reader.skip();
    }
    if (text) {
      problems = sentences;
      return null;
    }
    String list = new String(reader.bytes(), from, reader.end() - from, StandardCharsets.UTF_8);
    return header("problems", list);
  }

  private Rejection header(String name, String header) {
    if (headers.isEmpty()) {
      headers = new LinkedHashMap<>();
    }
    return headers.putIfAbsent(JsonText.whole(name), header == null ? "null" : header) == null
        ? null
        : duplicate(name);
  }

  private Decoded event(EventTimes.Belief belief) throws IOException {
    if (type == null) {
      return invalid(
          new Rejection(
              RejectionReason.MISSING_EVENT_TYPE, "event_type", "", "must be there, as a string"));
    }
    if (!EventTypes.isValid(type)) {
      return invalid(reject(RejectionReason.BAD_EVENT_TYPE, "event_type", type, EventTypes.RULE));
    }
    long received = millis(receivedAt);
    if (received == Rfc3339.INVALID) {
      return invalid(
          reject(RejectionReason.BAD_TIMESTAMP, "received_at", receivedAt, Rfc3339.RULE));
    }
    long said = millis(timestamp);
    if (said == Rfc3339.INVALID) {
      return invalid(reject(RejectionReason.BAD_TIMESTAMP, "timestamp", timestamp, Rfc3339.RULE));
    }
    TypedData data = null;
    EventSchema schema = schemas.find(type);
    if (schema != null) {
      if (values == null) { // there is no data, or it came before event_type
        values = DataReader.read(schema, reader.bytes(), dataFrom, dataTo);
      }
      WrongValues wrong = new WrongValues(schema, values);
      if (wrong.rejection() != null) {
        return invalid(wrong.rejection());
      }
      data = wrong.without();
    }
    EventTimes times = EventTimes.of(belief, received, said);
    return new Decoded.Valid(
        new Event(
            type,
            id,
            times.millis(),
            times.source(),
            times.receivedMillis(),
            host,
            userAgent,
            accept,
            headers,
            data,
            Event.problems(times, problems, data),
            JsonHash.of(reader.bytes(), dataFrom, dataTo)));
  }

  private static long millis(String time) {
    return time == null ? EventTimes.UNSAID : Rfc3339.parseMillis(time);
  }

  private boolean isRepeated(int bit) {
    boolean repeated = (seen & bit) != 0;
    seen |= bit;
    return repeated;
  }

  private String textOrNull(JsonToken token) throws IOException {
    return token == JsonToken.VALUE_STRING ? JsonText.string(reader) : null;
  }

  /** A string as it is, null for null, anything else as its JSON text. */
  private String scalar(JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    return token == JsonToken.VALUE_STRING ? JsonText.string(reader) : JsonText.json(reader);
  }

  private static Rejection duplicate(String name) {
    return new Rejection(RejectionReason.DUPLICATE_FIELD, name, name, "must occur once");
  }

  private static Rejection reject(RejectionReason reason, String field, String value, String rule) {
    return new Rejection(reason, field, value, rule);
  }

  private static Decoded invalid(Rejection rejection) {
    return new Decoded.Invalid(rejection);
  }
}
