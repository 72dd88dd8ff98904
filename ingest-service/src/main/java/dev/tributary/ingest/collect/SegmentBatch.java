package dev.tributary.ingest.collect;

import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.schemas.BrokenJsonException;
import dev.tributary.schemas.JsonReader;
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
    try (JsonReader reader = JsonReader.of(body)) {
      if (reader.next() != JsonToken.START_OBJECT) {
        throw new Problem(400, "The body must be a JSON object with the array batch in it");
      }
      while (reader.next() != JsonToken.END_OBJECT) {
        String name = reader.name();
        JsonToken value = reader.next();
        if (name.equals("batch") && value == JsonToken.START_ARRAY) {
          found = true;
          messages(reader, messages);
        } else if (name.equals("sentAt") && value == JsonToken.VALUE_STRING) {
          sentAt = reader.text();
        } else {
          reader.skip();
        }
      }
      if (reader.next() != null) {
        throw new Problem(400, "The body must be one JSON value, there is text after it");
      }
    } catch (BrokenJsonException broken) {
      throw new Problem(400, "The body must be JSON: " + broken.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read bytes in memory", e);
    }
    if (!found) {
      throw new Problem(400, "The body must be a JSON object with the array batch in it");
    }
    return events(messages, sentAt, receivedMillis);
  }

  private static void messages(JsonReader reader, List<Object> messages) throws IOException {
    while (reader.next() != JsonToken.END_ARRAY) {
      if (messages.size() == CollectLimits.MAX_EVENTS) {
        throw new Problem(
            413,
            "There are too many events in the request (limit=" + CollectLimits.MAX_EVENTS + ")");
      }
      if (reader.token() == JsonToken.START_OBJECT) {
        messages.add(SegmentMessage.read(reader));
      } else {
        reader.skip();
        reader.end();
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
