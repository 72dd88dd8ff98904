package dev.tributary.ingest.collect;

import dev.tributary.ingest.http.BodyMemory;
import dev.tributary.ingest.http.ProblemException;
import dev.tributary.ingest.publish.OutgoingEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Records that go to Kafka together. Each record holds the request's headers, so those of a whole
 * request may be several times its body: they are made and sent in portions, and only one portion
 * is in memory at a time.
 */
final class Portion {
  /** Most requests are one portion; one event may be as large as half of it. */
  private static final int FULL_BYTES = 2 * 1024 * 1024;

  private final BodyMemory.Lease memory;
  private final List<OutgoingEvent> events;
  private long bytes;
  private long paidBytes;
  private int firstResult;
  private int sent;

  /**
   * @param most events that there may be
   */
  Portion(BodyMemory.Lease memory, int most) {
    this.memory = memory;
    this.events = new ArrayList<>(Math.min(most, 1_000));
  }

  /**
   * Counts a record's bytes; the room of a portion before is used again.
   *
   * @throws ProblemException 503 when there is no more memory
   */
  void hold(int recordBytes) {
    bytes += recordBytes;
    if (bytes > paidBytes) {
      memory.take(bytes - paidBytes);
      paidBytes = bytes;
    }
  }

  void add(OutgoingEvent event) {
    events.add(event);
    sent++;
  }

  boolean isFull() {
    return bytes >= FULL_BYTES;
  }

  List<OutgoingEvent> events() {
    return events;
  }

  /** Index of the result of its first event. */
  int firstResult() {
    return firstResult;
  }

  /** Events of this portion and those before. */
  int sent() {
    return sent;
  }

  /** Empties it for the next one. */
  void begin(int nextResult) {
    events.clear();
    bytes = 0;
    firstResult = nextResult;
  }
}
