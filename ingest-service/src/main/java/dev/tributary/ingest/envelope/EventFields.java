package dev.tributary.ingest.envelope;

import dev.tributary.ingest.json.JsonSlice;
import java.util.List;

/**
 * What a client says about one event.
 *
 * @param type the event type, not checked yet
 * @param id the event's id; empty when the client gave none
 * @param timestamp as the client wrote it; empty when it gave none
 * @param data one JSON object; empty when there is none
 * @param problems what of it could not be read though the event is taken, a sentence each
 */
public record EventFields(
    String type, String id, String timestamp, JsonSlice data, List<String> problems) {
  /** All of it could be read. */
  public EventFields(String type, String id, String timestamp, JsonSlice data) {
    this(type, id, timestamp, data, List.of());
  }

  /** Characters of its texts; its data are bytes that others hold. */
  public int characters() {
    return type.length() + id.length() + timestamp.length();
  }

  /** The same event under this id. */
  public EventFields withId(String newId) {
    return new EventFields(type, newId, timestamp, data, problems);
  }

  /** The same event at this time. */
  public EventFields at(String newTimestamp, List<String> newProblems) {
    return new EventFields(type, id, newTimestamp, data, newProblems);
  }
}
