package dev.tributary.bench.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;

/** Reads the contract's flat JSON in one pass; checks nothing. */
public final class EventParser {
  private final JsonFactory json = new JsonFactory();
  private final ParsedEvent event = new ParsedEvent();

  /** The event, in an object that the next call uses again. */
  public ParsedEvent parse(byte[] value, long recordMillis) throws IOException {
    event.clear();
    event.receivedMillis = recordMillis;
    try (JsonParser parser = json.createParser(value)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.getCurrentName();
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_OBJECT || first == JsonToken.START_ARRAY) {
          parser.skipChildren();
        } else {
          take(name, parser);
        }
      }
    }
    event.timeMillis = event.hasTime ? event.timeMillis : event.receivedMillis;
    return event;
  }

  private void take(String name, JsonParser parser) throws IOException {
    switch (name) {
      case "event_type" -> event.type = parser.getText();
      case "id" -> event.id = parser.getText();
      case "received_at" -> event.receivedMillis = Instant.parse(parser.getText()).toEpochMilli();
      case "timestamp" -> {
        event.timeMillis = Instant.parse(parser.getText()).toEpochMilli();
        event.hasTime = true;
      }
      case "Host" -> event.host = parser.getText();
      case "User-Agent" -> event.userAgent = parser.getText();
      case "Accept" -> event.accept = parser.getText();
      default -> event.headers.put(name, parser.getText());
    }
  }
}
