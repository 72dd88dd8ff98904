package dev.tributary.ingest.format.segment;

import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.ingest.buffers.Body;
import dev.tributary.ingest.format.EventMemory;
import dev.tributary.ingest.format.JsonEvents;
import dev.tributary.ingest.format.ParsedEvent;
import dev.tributary.ingest.http.ProblemException;
import dev.tributary.schemas.json.BrokenJsonException;
import dev.tributary.schemas.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a Segment call sends: messages of one call, or a batch of messages that name their own call,
 * with the time it was sent and the write key before or after them.
 */
public final class SegmentBody {
  private static final String NO_BATCH =
      "The body must be a JSON object with the array batch in it, or that array";

  private final JsonEvents<SegmentMessage> messages;
  private final EventMemory memory;
  private final List<SegmentMessage> read = new ArrayList<>();
  private String writeKey = "";
  private SegmentTime.Sent sent = SegmentTime.Sent.UNSAID;

  private SegmentBody(String call, EventMemory memory) {
    this.memory = memory;
    this.messages =
        new JsonEvents<>(
            (reader, same) -> SegmentObject.read(reader, call, same, this::found),
            SegmentMessage.Malformed::new,
            SegmentMessage::characters);
  }

  /**
   * The body of one call: a message, or an array of them.
   *
   * @throws ProblemException 400 when the body is not JSON
   */
  public static SegmentBody call(Body body, String call, EventMemory memory) {
    SegmentBody made = new SegmentBody(call, memory);
    made.read.addAll(made.messages.read(body, memory));
    return made;
  }

  /**
   * The body of {@code batch}.
   *
   * @throws ProblemException 400 when the body is no batch
   */
  public static SegmentBody batch(Body body, EventMemory memory) {
    SegmentBody made = new SegmentBody("", memory);
    try (JsonReader reader = JsonReader.of(body.bytes(), 0, body.length())) {
      JsonToken first = reader.next();
      if (first == JsonToken.START_ARRAY) {
        made.messages.array(reader, made.read, memory);
      } else if (first != JsonToken.START_OBJECT || !made.object(reader)) {
        throw new ProblemException(400, NO_BATCH);
      }
      if (reader.next() != null) {
        throw new ProblemException(400, "The body must be one JSON value, there is text after it");
      }
      return made;
    } catch (BrokenJsonException broken) {
      throw new ProblemException(400, "The body must be JSON: " + broken.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read bytes in memory", e);
    }
  }

  private boolean object(JsonReader reader) throws IOException {
    boolean found = false;
    String ofBatch = "";
    while (reader.next() != JsonToken.END_OBJECT) {
      String name = reader.name();
      JsonToken value = reader.next();
      if (name.equals("batch") && value == JsonToken.START_ARRAY) {
        found = true;
        messages.array(reader, read, memory);
      } else if (name.equals("sentAt")) {
        sent = SegmentTime.Sent.of(SegmentObject.shortText(reader));
      } else if (name.equals("writeKey")) {
        ofBatch = SegmentObject.shortText(reader);
      } else {
        reader.skip();
      }
    }
    writeKey = ofBatch.isEmpty() ? writeKey : ofBatch;
    return found;
  }

  /** The first message that has a key says who sends them all. */
  private void found(String keyOfMessage) {
    writeKey = writeKey.isEmpty() ? keyOfMessage : writeKey;
  }

  /** The batch's write key, else the first of a message; empty when there is none. */
  public String writeKey() {
    return writeKey;
  }

  /** The messages as events. */
  public List<ParsedEvent> events(long receivedMillis) {
    List<ParsedEvent> events = new ArrayList<>(read.size());
    for (SegmentMessage message : read) {
      events.add(message.event(sent, receivedMillis));
    }
    return events;
  }
}
