package dev.tributary.ingest.format;

import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.ingest.buffers.Body;
import dev.tributary.ingest.http.ProblemException;
import dev.tributary.ingest.http.YieldPolicy;
import dev.tributary.schemas.json.BrokenJsonException;
import dev.tributary.schemas.json.JsonReader;
import dev.tributary.schemas.rules.RejectionReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Reads the events of a JSON body: one object, or an array of them; or one on each line.
 *
 * @param <E> what an object of this form becomes
 */
public final class JsonEvents<E> {
  private final ObjectReader<E> reader;
  private final Function<EventError, E> malformed;
  private final ToIntFunction<E> characters;

  /**
   * @param reader makes an event of one JSON object
   * @param malformed makes one of what is no event
   * @param characters counts those of an event's texts
   */
  public JsonEvents(
      ObjectReader<E> reader, Function<EventError, E> malformed, ToIntFunction<E> characters) {
    this.reader = reader;
    this.malformed = malformed;
    this.characters = characters;
  }

  /** For a form whose objects say all that an event needs. */
  public static JsonEvents<ParsedEvent> of(ObjectReader<ParsedEvent> reader) {
    return new JsonEvents<>(reader, ParsedEvent.Malformed::new, ParsedEvent::characters);
  }

  /** Makes an event of the object at the reader, and leaves it at the object's end. */
  public interface ObjectReader<E> {
    E read(JsonReader json, EventMemory memory) throws IOException;
  }

  /** Makes an event of a line at once, or nothing when the line has something unusual. */
  interface LineReader<E> {
    Optional<E> read(byte[] bytes, int from, int to);
  }

  /**
   * One object or an array of objects.
   *
   * @throws ProblemException 400 when the body is not JSON as a whole
   */
  public List<E> read(Body body, EventMemory memory) {
    try (JsonReader json = JsonReader.of(body.bytes(), 0, body.length())) {
      JsonToken first = json.next();
      if (first == null) {
        throw new ProblemException(400, "The body must be JSON, it is blank");
      }
      List<E> events = new ArrayList<>();
      if (first == JsonToken.START_ARRAY) {
        array(json, events, memory);
      } else {
        events.add(one(json, memory));
      }
      if (json.next() != null) {
        throw new ProblemException(400, "The body must be one JSON value, there is text after it");
      }
      return events;
    } catch (BrokenJsonException broken) {
      throw new ProblemException(400, "The body must be JSON: " + broken.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read bytes in memory", e);
    }
  }

  /** The elements of the array at whose begin the reader is; leaves it at the array's end. */
  public void array(JsonReader json, List<E> events, EventMemory memory) throws IOException {
    while (json.next() != JsonToken.END_ARRAY) {
      add(events, one(json, memory));
    }
  }

  /** One object on each line; a broken line is one bad event. Blank lines are skipped. */
  public List<E> readLines(Body body, EventMemory memory) {
    return readLines(body, memory, (bytes, from, to) -> Optional.empty());
  }

  /** The same; a line that the fast reader makes nothing of is read in the other way. */
  List<E> readLines(Body body, EventMemory memory, LineReader<E> fast) {
    List<E> events = new ArrayList<>();
    byte[] bytes = body.bytes();
    int from = 0;
    while (from < body.length()) {
      int to = from;
      while (to < body.length() && bytes[to] != '\n') {
        to++;
      }
      if (!isBlank(bytes, from, to)) {
        Optional<E> plain = fast.read(bytes, from, to);
        add(
            events,
            plain.isPresent() ? counted(plain.get(), memory) : line(bytes, from, to, memory));
      }
      from = to + 1;
    }
    return events;
  }

  private E line(byte[] body, int from, int to, EventMemory memory) {
    try (JsonReader json = JsonReader.of(body, from, to)) {
      json.next();
      E event = one(json, memory);
      return json.next() == null
          ? event
          : malformed(
              RejectionReason.NOT_JSON, "the line must be one JSON value, there is text after it");
    } catch (BrokenJsonException broken) {
      return malformed(broken.reason(), "the line must be JSON: " + broken.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read bytes in memory", e);
    }
  }

  /**
   * The event of the value at the reader, which is at the value's end afterwards. One that is no
   * event, or has more members than one may have, leaves the ones after it alone.
   */
  E one(JsonReader json, EventMemory memory) throws IOException {
    if (json.token() != JsonToken.START_OBJECT) {
      json.skip();
      json.end();
      return counted(
          malformed(RejectionReason.NOT_AN_OBJECT, "an event must be a JSON object"), memory);
    }
    int outside = json.depth() - 1;
    try {
      return counted(reader.read(json, memory), memory);
    } catch (BrokenJsonException broken) {
      if (!json.leave(outside)) {
        throw broken;
      }
      return counted(malformed(broken.reason(), broken.getMessage()), memory);
    }
  }

  /** The event, which is kept until the answer. */
  E counted(E event, EventMemory memory) {
    memory.keepEvent(characters.applyAsInt(event));
    return event;
  }

  /**
   * Adds one more.
   *
   * @throws ProblemException 413 when there are too many
   */
  static <E> void add(List<E> events, E event) {
    if (events.size() == EventLimits.MAX_EVENTS) {
      throw new ProblemException(
          413, "There are too many events in the request (limit=" + EventLimits.MAX_EVENTS + ")");
    }
    YieldPolicy.afterEvents(events.size());
    events.add(event);
  }

  private static boolean isBlank(byte[] body, int from, int to) {
    for (int i = from; i < to; i++) {
      if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  private E malformed(RejectionReason reason, String rule) {
    return malformed.apply(EventError.of(reason, "", "", rule));
  }
}
