package dev.tributary.ingest.collect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.schemas.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The body of Segment's {@code batch}: messages that name their own call, and when it was sent. */
final class SegmentBatch {
  private SegmentBatch() {}

  /**
   * The batch's messages as events.
   *
   * @throws Problem 400 when the body is no batch
   */
  static List<Candidate> read(byte[] body, long receivedMillis) {
    List<Object> messages = new ArrayList<>();
    String sentAt = "";
    boolean found = false;
    try (JsonParser parser = JsonText.parser(body, 0, body.length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new Problem(400, "The body must be a JSON object with the array batch in it");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("batch") && value == JsonToken.START_ARRAY) {
          found = true;
          messages(parser, body, messages);
        } else if (name.equals("sentAt") && value == JsonToken.VALUE_STRING) {
          sentAt = parser.getText();
        } else {
          parser.skipChildren();
        }
      }
      if (parser.nextToken() != null) {
        throw new Problem(400, "The body must be one JSON value, there is text after it");
      }
    } catch (JsonProcessingException broken) {
      throw new Problem(400, "The body must be JSON: " + JsonText.describe(broken));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read bytes in memory", e);
    }
    if (!found) {
      throw new Problem(400, "The body must be a JSON object with the array batch in it");
    }
    return events(messages, sentAt, receivedMillis);
  }

  private static void messages(JsonParser parser, byte[] body, List<Object> messages)
      throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (messages.size() == CollectLimits.MAX_EVENTS) {
        throw new Problem(
            413,
            "There are too many events in the request (limit=" + CollectLimits.MAX_EVENTS + ")");
      }
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        messages.add(SegmentMessage.read(parser, body));
      } else {
        parser.skipChildren();
        parser.finishToken();
        messages.add(
            new Candidate.Unreadable(
                EventError.of(Reason.NOT_AN_OBJECT, "", "", "an event must be a JSON object")));
      }
    }
  }

  private static List<Candidate> events(List<Object> messages, String sentAt, long received) {
    List<Candidate> events = new ArrayList<>(messages.size());
    for (Object message : messages) {
      events.add(
          message instanceof SegmentMessage segment
              ? segment.candidate("", sentAt, received)
              : (Candidate) message);
    }
    return events;
  }
}
