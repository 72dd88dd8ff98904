package dev.tributary.bench.consumer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the contract's flat JSON in one pass; checks nothing. */
final class EventParser {
  private final JsonFactory json = new JsonFactory();
  private final ParsedEvent event = new ParsedEvent();

  ParsedEvent parse(ConsumerRecord<byte[], byte[]> record) throws IOException {
    event.clear();
    event.receivedMillis = record.timestamp();
    try (JsonParser parser = json.createParser(record.value())) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
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
