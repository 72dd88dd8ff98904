package dev.tributary.ingest.collect;

import dev.tributary.ingest.http.BodyMemory;
import dev.tributary.ingest.http.ProblemException;
import dev.tributary.ingest.publish.OutgoingEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Events of a request whose records go to Kafka together. Each record holds the request's headers,
 * so those of a whole request may be several times its body: they are made and sent in portions,
 * and only one portion is in memory at a time.
 */
final class Portion {
  /** Most requests are one portion; one event may be as large as half of it. */
  private static final int FULL_BYTES = 2 * 1024 * 1024;

  private static final int MOST_EXPECTED = 1_000;

  private final BodyMemory.Lease memory;
  private final List<Prepared> events;
  private final List<OutgoingEvent> records;
  private long bytes;
  private long paidBytes;
  private int sent;

  /**
   * @param most events that there may be
   */
  Portion(BodyMemory.Lease memory, int most) {
    int expected = Math.min(most, MOST_EXPECTED);
    this.memory = memory;
    this.events = new ArrayList<>(expected);
    this.records = new ArrayList<>(expected);
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

  void add(Prepared event) {
    events.add(event);
    if (event instanceof Prepared.Ready ready) {
      records.add(ready.record());
      sent++;
    }
  }

  boolean isFull() {
    return bytes >= FULL_BYTES;
  }

  /** Its events, in the order of the request. */
  List<Prepared> events() {
    return events;
  }

  /** The records of those that are ready, in the same order. */
  List<OutgoingEvent> records() {
    return records;
  }

  /** Records of this portion and those before. */
  int sent() {
    return sent;
  }

  /** Empties it for the next one. */
  void clear() {
    events.clear();
    records.clear();
    bytes = 0;
  }
}
