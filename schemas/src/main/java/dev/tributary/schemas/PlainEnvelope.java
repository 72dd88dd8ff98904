package dev.tributary.schemas;

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
final class PlainEnvelope {
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
  private final SharedTexts shared;
  private final byte[] bytes;
  private final PlainJson json;
  private final PlainValue each;

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
   */
  PlainEnvelope(EventSchemas schemas, SharedTexts shared, byte[] bytes) {
    this.schemas = schemas;
    this.shared = shared;
    this.bytes = bytes;
    this.json = new PlainJson(bytes);
    this.each = new PlainValue(json, bytes);
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
    int at = json.space(0);
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
          return PlainJson.NOT_PLAIN;
        }
        break;
      case 9:
        if (is(TIMESTAMP, from, to)) {
          int end = text(8, value);
          timestamp = time(value, end);
          return timestamp == Rfc3339.INVALID ? PlainJson.NOT_PLAIN : end;
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
          return receivedAt == Rfc3339.INVALID ? PlainJson.NOT_PLAIN : end;
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
      return PlainJson.NOT_PLAIN;
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
      return EventIds.isValid(id) ? end : PlainJson.NOT_PLAIN;
    }
    return end;
  }

  private int data(int value) {
    if (dataTo != 0 || json.at(value) != '{') {
      return PlainJson.NOT_PLAIN;
    }
    dataFrom = value;
    EventSchema schema = type == null ? null : schemas.find(type);
    if (schema != null) {
      var data = new PlainData(json, each, shared, bytes);
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
      return PlainJson.NOT_PLAIN;
    }
    if (headers.isEmpty()) {
      headers = new LinkedHashMap<>();
    }
    String header = text ? string(value + 1, end - 1) : string(value, end);
    boolean repeated = headers.put(shared.get(bytes, from, to), header) != null;
    return repeated ? PlainJson.NOT_PLAIN : end;
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
