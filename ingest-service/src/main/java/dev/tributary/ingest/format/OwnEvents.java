package dev.tributary.ingest.format;

import dev.tributary.ingest.buffers.Body;
import dev.tributary.ingest.http.ProblemException;
import dev.tributary.schemas.rules.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the events of a JSON body in Tributary's own form. Those that have nothing unusual are read
 * by {@link PlainEvents}; where one has, all of the body or of its line is read from the start by
 * {@link EventObject}, which knows what is wrong with it. Both make the same of an event. Thread
 * safe.
 */
public final class OwnEvents {
  private final JsonEvents<ParsedEvent> any = JsonEvents.of(EventObject::read);

  /**
   * One object or an array of objects.
   *
   * @throws ProblemException 400 when the body is not JSON as a whole
   */
  public List<ParsedEvent> read(Body body, EventMemory memory) {
    long keptBytes = memory.keptBytes();
    List<ParsedEvent> events = plain(body, memory);
    if (events.isEmpty()) {
      memory.backTo(keptBytes);
      return any.read(body, memory);
    }
    return events;
  }

  /** One object on each line; a broken line is one bad event. Blank lines are skipped. */
  public List<ParsedEvent> readLines(Body body, EventMemory memory) {
    return any.readLines(body, memory, OwnEvents::plain);
  }

  /** None when there is anything unusual. */
  private List<ParsedEvent> plain(Body body, EventMemory memory) {
    if (!Utf8.isValid(body.bytes(), 0, body.length())) {
      return List.of();
    }
    PlainEvents json = new PlainEvents(body.bytes(), 0, body.length());
    boolean array = json.skip('[');
    List<ParsedEvent> events = new ArrayList<>();
    do {
      Optional<ParsedEvent> event = json.next();
      if (event.isEmpty()) {
        return List.of();
      }
      JsonEvents.add(events, any.counted(event.get(), memory));
    } while (array && json.skip(','));
    return (!array || json.skip(']')) && json.isOver() ? events : List.of();
  }

  private static Optional<ParsedEvent> plain(byte[] bytes, int from, int to) {
    if (!Utf8.isValid(bytes, from, to)) {
      return Optional.empty();
    }
    PlainEvents json = new PlainEvents(bytes, from, to);
    Optional<ParsedEvent> event = json.next();
    return json.isOver() ? event : Optional.empty();
  }
}
