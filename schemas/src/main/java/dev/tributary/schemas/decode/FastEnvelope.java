package dev.tributary.schemas.decode;

import dev.tributary.schemas.event.Event;
import dev.tributary.schemas.event.TypedData;
import dev.tributary.schemas.json.BrokenJsonException;
import dev.tributary.schemas.json.FastValue;
import dev.tributary.schemas.json.HashRoom;
import dev.tributary.schemas.json.JsonHash;
import dev.tributary.schemas.json.JsonReader;
import dev.tributary.schemas.json.JsonScanner;
import dev.tributary.schemas.rules.EventIds;
import dev.tributary.schemas.rules.EventTimes;
import dev.tributary.schemas.rules.EventTypes;
import dev.tributary.schemas.rules.Rfc3339;
import dev.tributary.schemas.types.EventSchema;
import dev.tributary.schemas.types.EventSchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fast way through a record, for those that have nothing unusual: a valid event, names and
 * wanted texts without escapes, each name once. It makes no tokens and no text that is not kept.
 * For all other records it answers null, and {@link EnvelopeReader} reads them from the start: it
 * is the one that knows what is wrong. Where this one answers an event, it is the same event.
 */
final class FastEnvelope {
  private static final byte[] EVENT_TYPE = ascii("event_type");
  private static final byte[] ID = ascii("id");
  private static final byte[] TIMESTAMP = ascii("timestamp");
  private static final byte[] RECEIVED_AT = ascii("received_at");
  private static final byte[] DATA = ascii("data");
  private static final byte[] HOST = ascii("Host");
  private static final byte[] USER_AGENT = ascii("User-Agent");
  private static final byte[] PROBLEMS = ascii("problems");
  private static final byte[] ACCEPT = ascii("Accept");

  private final EventSchemas schemas;
  private final TextCache shared;
  private final byte[] bytes;
  private final JsonScanner json;
  private final FastValue each;

  private String type;
  private String id;
  private long timestamp = EventTimes.UNSAID;
  private long receivedAt = EventTimes.UNSAID;
  private String host;
  private String userAgent;
  private String accept;
  private Object[] values;
  private int dataFrom;
  private int dataTo;
  private long dataHash;
  private boolean hashed;
  private Map<String, String> headers = Map.of();
  private int seen;
  private int members;

  /**
   * Reads these bytes.
   *
   * @param shared gives the texts that come often
   * @param room gives room for wide objects
   */
  FastEnvelope(EventSchemas schemas, TextCache shared, HashRoom room, byte[] bytes) {
    this.schemas = schemas;
    this.shared = shared;
    this.bytes = bytes;
    this.json = new JsonScanner(bytes);
    this.each = new FastValue(json, bytes, room);
  }

  private static byte[] ascii(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * The event, or null.
   *
   * @throws BrokenJsonException where it is none, as the other twin says again
   */
  Event read(EventTimes.Belief belief) throws IOException {
    try {
      return record(belief, json.space(0));
    } finally {
      each.leaveRoom();
    }
  }

  private Event record(EventTimes.Belief belief, int from) throws IOException {
    int at = from;
    if (json.at(at) != '{') {
      return null;
    }
    do {
      int name = json.space(at + 1);
      int quote = json.plainName(name);
      int value = json.afterName(quote);
      int end = value < 0 ? value : field(name + 1, quote, value);
      if (end < 0 || ++members > JsonReader.MAX_MEMBERS) {
        return null;
      }
      at = json.space(end);
    } while (json.at(at) == ',');
    return json.at(at) == '}' && json.space(at + 1) == bytes.length ? event(belief) : null;
  }

  /** Takes a field whose value begins there. What follows the value. */
  private int field(int from, int to, int value) {
    switch (to - from) {
      case 2:
        if (is(ID, from, to)) {
          return id(value);
        }
        break;
      case 4:
        if (is(DATA, from, to)) {
          return data(value);
        }
        if (is(HOST, from, to)) {
          int end = text(2, value);
          host = shared(value, end);
          return end;
        }
        break;
      case 6:
        if (is(ACCEPT, from, to)) {
          int end = text(4, value);
          accept = shared(value, end);
          return end;
        }
        break;
      case 8:
        if (is(PROBLEMS, from, to)) {
          return JsonScanner.NOT_PLAIN;
        }
        break;
      case 9:
        if (is(TIMESTAMP, from, to)) {
          int end = text(8, value);
          timestamp = time(value, end);
          return timestamp == Rfc3339.INVALID ? JsonScanner.NOT_PLAIN : end;
        }
        break;
      case 10:
        if (is(EVENT_TYPE, from, to)) {
          int end = text(16, value);
          type = shared(value, end);
          return end;
        }
        if (is(USER_AGENT, from, to)) {
          int end = text(32, value);
          userAgent = shared(value, end);
          return end;
        }
        break;
      case 11:
        if (is(RECEIVED_AT, from, to)) {
          int end = text(64, value);
          receivedAt = time(value, end);
          return receivedAt == Rfc3339.INVALID ? JsonScanner.NOT_PLAIN : end;
        }
        break;
      default:
    }
    return header(from, to, value);
  }

  private boolean is(byte[] name, int from, int to) {
    return Arrays.equals(bytes, from, to, name, 0, name.length);
  }

  /** What follows a text, the first of its name; the names' bits differ. */
  private int text(int bit, int value) {
    boolean repeated = (seen & bit) != 0;
    seen |= bit;
    if (repeated || json.at(value) != '"') {
      return JsonScanner.NOT_PLAIN;
    }
    int quote = json.plainText(value + 1);
    return quote < 0 ? quote : quote + 1;
  }

  private String shared(int value, int end) {
    return end < 0 ? null : shared.get(bytes, value + 1, end - 1);
  }

  private long time(int value, int end) {
    return end < 0 ? Rfc3339.INVALID : Rfc3339.parseMillis(bytes, value + 1, end - 1);
  }

  private int id(int value) {
    int end = text(1, value);
    if (end >= 0) {
      id = string(value + 1, end - 1);
      return EventIds.isValid(id) ? end : JsonScanner.NOT_PLAIN;
    }
    return end;
  }

  private int data(int value) {
    if (dataTo != 0 || json.at(value) != '{') {
      return JsonScanner.NOT_PLAIN;
    }
    dataFrom = value;
    EventSchema schema = type == null ? null : schemas.find(type);
    if (schema != null) {
      var data = new FastData(json, each, shared, bytes);
      each.reset();
      dataTo = data.read(schema.data(), value);
      values = dataTo < 0 ? null : data.values();
    }
    if (values == null) {
      each.reset();
      dataTo = each.read(value);
    }
    dataHash = each.hash();
    hashed = each.isHashed();
    return dataTo;
  }

  private int header(int from, int to, int value) {
    boolean text = json.at(value) == '"';
    int end = text ? json.plainText(value + 1) + 1 : each.read(value);
    if (end <= 0) {
      return JsonScanner.NOT_PLAIN;
    }
    if (headers.isEmpty()) {
      headers = new LinkedHashMap<>();
    }
    String header = text ? string(value + 1, end - 1) : string(value, end);
    boolean repeated = headers.put(shared.get(bytes, from, to), header) != null;
    return repeated ? JsonScanner.NOT_PLAIN : end;
  }

  private String string(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private Event event(EventTimes.Belief belief) throws IOException {
    if (type == null || !EventTypes.isValid(type)) {
      return null;
    }
    TypedData data = null;
    EventSchema schema = schemas.find(type);
    if (schema != null) {
      if (values == null) { // there is no data, it came before event_type, or it is not plain
        values = DataReader.read(schema, bytes, dataFrom, dataTo);
      }
      WrongValues wrong = new WrongValues(schema, values);
      if (wrong.rejection() != null) {
        return null;
      }
      data = wrong.without();
    }
    EventTimes times = EventTimes.of(belief, receivedAt, timestamp);
    return new Event(
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
        Event.problems(times, List.of(), data),
        hashed ? JsonHash.fold(dataHash) : JsonHash.of(bytes, dataFrom, dataTo));
  }
}
