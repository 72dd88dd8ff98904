package dev.tributary.ingest.format;

import dev.tributary.ingest.envelope.EventFields;
import dev.tributary.ingest.json.JsonSlice;
import dev.tributary.schemas.json.JsonScanner;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The fast way through events in Tributary's own form, for those that have nothing unusual: fields
 * of ours, each once, texts without escapes, an object as {@code data}. It makes no tokens, and no
 * text of a member's name: a body of 400,000 members would make 20 MB of these. The bytes are
 * UTF-8, which somebody checked. One thread.
 */
final class PlainEvents {
  private static final byte[] EVENT_TYPE = "event_type".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ID = "id".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TIMESTAMP = "timestamp".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);

  private final byte[] bytes;
  private final int to;
  private final JsonScanner json;
  private int at;
  private String type;
  private String id;
  private String timestamp;
  private JsonSlice data;

  /**
   * @param from the first byte of the text
   * @param to past its last byte
   */
  PlainEvents(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.to = to;
    this.json = new JsonScanner(bytes, to);
    this.at = from;
  }

  /** Goes past this character, if it is the next one that is no white space. */
  boolean skip(char wanted) {
    int next = json.space(at);
    boolean there = json.at(next) == wanted;
    at = there ? next + 1 : at;
    return there;
  }

  /** Whether nothing but white space is left. */
  boolean isOver() {
    return json.space(at) == to;
  }

  /** The event of the object that begins here; empty when that is none, or has more to it. */
  Optional<ParsedEvent> next() {
    type = "";
    id = "";
    timestamp = "";
    data = JsonSlice.NONE;
    if (!skip('{')) {
      return Optional.empty();
    }
    do {
      int name = json.space(at);
      int quote = json.plainName(name);
      int value = json.afterName(quote);
      int end = value < 0 ? value : field(name + 1, quote, value);
      if (end < 0) {
        return Optional.empty();
      }
      at = end;
    } while (skip(','));
    return skip('}') && !type.isEmpty()
        ? Optional.of(new ParsedEvent.Parsed(new EventFields(type, id, timestamp, data)))
        : Optional.empty();
  }

  /** Takes a field whose value begins there. What follows the value. */
  private int field(int from, int quote, int value) {
    if (is(DATA, from, quote)) {
      int end =
          data.length() == 0 && json.at(value) == '{'
              ? json.skipValue(value)
              : JsonScanner.NOT_PLAIN;
      data = end < 0 ? data : new JsonSlice(bytes, value, end);
      return end;
    }
    int end = json.at(value) == '"' ? json.plainText(value + 1) : JsonScanner.NOT_PLAIN;
    if (end <= value + 1) {
      return JsonScanner.NOT_PLAIN;
    }
    String text = new String(bytes, value + 1, end - value - 1, StandardCharsets.UTF_8);
    if (is(EVENT_TYPE, from, quote) && type.isEmpty()) {
      type = text;
    } else if (is(ID, from, quote) && id.isEmpty()) {
      id = text;
    } else if (is(TIMESTAMP, from, quote) && timestamp.isEmpty()) {
      timestamp = text;
    } else {
      return JsonScanner.NOT_PLAIN;
    }
    return end + 1;
  }

  private boolean is(byte[] name, int from, int quote) {
    return Arrays.equals(bytes, from, quote, name, 0, name.length);
  }
}
