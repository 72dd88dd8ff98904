package dev.tributary.ingest.collect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
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

  /** Makes an event of the object at the parser, and leaves the parser at the object's end. */
  interface ObjectReader {
    Candidate read(JsonParser parser, byte[] bytes) throws IOException;
  }

  /**
   * One object or an array of objects.
   *
   * @throws Problem 400 when the body is not JSON as a whole
   */
  List<Candidate> read(byte[] body) {
    try (JsonParser parser = JsonText.parser(body, 0, body.length)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new Problem(400, "The body must be JSON, it is blank");
      }
      List<Candidate> events = new ArrayList<>();
      if (first == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          add(events, one(parser, body));
        }
      } else {
        events.add(one(parser, body));
      }
      if (parser.nextToken() != null) {
        throw new Problem(400, "The body must be one JSON value, there is text after it");
      }
      return events;
    } catch (JsonProcessingException broken) {
      throw new Problem(400, "The body must be JSON: " + JsonText.describe(broken));
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
    try (JsonParser parser = JsonText.parser(body, from, to)) {
      parser.nextToken();
      Candidate event = one(parser, body);
      return parser.nextToken() == null
          ? event
          : unreadable(Reason.NOT_JSON, "the line must be one JSON value, there is text after it");
    } catch (JsonProcessingException broken) {
      return unreadable(Reason.NOT_JSON, "the line must be JSON: " + JsonText.describe(broken));
    } catch (Problem notUtf8) {
      return unreadable(Reason.NOT_JSON, notUtf8.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read bytes in memory", e);
    }
  }

  private Candidate one(JsonParser parser, byte[] bytes) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      return reader.read(parser, bytes);
    }
    parser.skipChildren();
    parser.finishToken();
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
