package dev.tributary.ingest.envelope;

/**
 * What a client says about one event.
 *
 * @param type the event type, not checked yet
 * @param id the event's id; empty when the client gave none
 * @param timestamp as the client wrote it; empty when it gave none
 * @param data one JSON object as UTF-8; empty when there is none
 */
public record EventFields(String type, String id, String timestamp, byte[] data) {
  /** The same event under this id. */
  public EventFields withId(String newId) {
    return new EventFields(type, newId, timestamp, data);
  }
}
