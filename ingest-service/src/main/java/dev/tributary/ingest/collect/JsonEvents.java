package dev.tributary.ingest.collect;

import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.schemas.BrokenJsonException;
import dev.tributary.schemas.JsonReader;
import dev.tributary.schemas.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the events of a JSON body: one object, or an array of them; or one on each line. */
final class JsonEvents {
  private final ObjectReader reader;

  /**
   * @param reader makes an event of one JSON object
   */
  JsonEvents(ObjectReader reader) {
    this.reader = reader;
  }

  /** Makes an event of the object at the reader, and leaves it at the object's end. */
  interface ObjectReader {
    Candidate read(JsonReader json) throws IOException;
  }

  /**
   * One object or an array of objects.
   *
   * @throws Problem 400 when the body is not JSON as a whole
   */
  List<Candidate> read(byte[] body) {
    try (JsonReader json = JsonReader.of(body)) {
      JsonToken first = json.next();
      if (first == null) {
        throw new Problem(400, "The body must be JSON, it is blank");
      }
      List<Candidate> events = new ArrayList<>();
      if (first == JsonToken.START_ARRAY) {
        while (json.next() != JsonToken.END_ARRAY) {
          add(events, one(json));
        }
      } else {
        events.add(one(json));
      }
      if (json.next() != null) {
        throw new Problem(400, "The body must be one JSON value, there is text after it");
      }
      return events;
    } catch (BrokenJsonException broken) {
      throw new Problem(400, "The body must be JSON: " + broken.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read bytes in memory", e);
    }
  }

  /** One object on each line; a broken line is one bad event. Blank lines are skipped. */
  List<Candidate> readLines(byte[] body) {
    List<Candidate> events = new ArrayList<>();
    int from = 0;
    while (from < body.length) {
      int to = from;
      while (to < body.length && body[to] != '\n') {
        to++;
      }
      if (!isBlank(body, from, to)) {
        add(events, line(body, from, to));
      }
      from = to + 1;
    }
    return events;
  }

  private Candidate line(byte[] body, int from, int to) {
    try (JsonReader json = JsonReader.of(body, from, to)) {
      json.next();
      Candidate event = one(json);
      return json.next() == null
          ? event
          : unreadable(Reason.NOT_JSON, "the line must be one JSON value, there is text after it");
    } catch (BrokenJsonException broken) {
      return unreadable(broken.reason(), "the line must be JSON: " + broken.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read bytes in memory", e);
    }
  }

  private Candidate one(JsonReader json) throws IOException {
    if (json.token() == JsonToken.START_OBJECT) {
      return reader.read(json);
    }
    json.skip();
    json.end();
    return unreadable(Reason.NOT_AN_OBJECT, "an event must be a JSON object");
  }

  private static void add(List<Candidate> events, Candidate event) {
    if (events.size() == CollectLimits.MAX_EVENTS) {
      throw new Problem(
          413, "There are too many events in the request (limit=" + CollectLimits.MAX_EVENTS + ")");
    }
    Turns.pass(events.size());
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

  private static Candidate unreadable(Reason reason, String rule) {
    return new Candidate.Unreadable(EventError.of(reason, "", "", rule));
  }
}
