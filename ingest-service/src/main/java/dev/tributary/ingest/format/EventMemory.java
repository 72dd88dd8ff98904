package dev.tributary.ingest.format;

import dev.tributary.ingest.http.BodyMemory;
import dev.tributary.ingest.http.ProblemException;

/**
 * Counts what the events of one request take of the heap beside its body: what is kept until the
 * answer, and what one event needs while it is read, which the next one needs again.
 */
public final class EventMemory {
  /** An entry of a map with its text. */
  private static final int MEMBER_BYTES = 100;

  /** An event with its texts, its result and its line of the answer. */
  private static final int EVENT_BYTES = 400;

  /** Small requests do not ask. */
  private static final long FREE_BYTES = 16 * 1024;

  private static final long STEP_BYTES = 64 * 1024;

  private final BodyMemory.Lease lease;
  private long keptBytes;
  private long paidForKept = FREE_BYTES;
  private long paidForOne = FREE_BYTES;

  public EventMemory(BodyMemory.Lease lease) {
    this.lease = lease;
  }

  /**
   * Counts an event, which is kept.
   *
   * @param characters of its texts
   * @throws ProblemException 503 when there is no more memory
   */
  void keepEvent(int characters) {
    keep(EVENT_BYTES + characters);
  }

  /**
   * Counts data that is kept and is not the body's own.
   *
   * @throws ProblemException 503 when there is no more memory
   */
  public void keep(long bytes) {
    keptBytes += bytes;
    if (keptBytes > paidForKept) {
      long more = keptBytes - paidForKept + STEP_BYTES;
      lease.take(more);
      paidForKept += more;
    }
  }

  /** Bytes of what is kept so far. */
  long keptBytes() {
    return keptBytes;
  }

  /** Forgets what was kept since there were so many bytes: it is read again. */
  void backTo(long earlierBytes) {
    keptBytes = earlierBytes;
  }

  /**
   * Counts the members that are in the map of the event at hand.
   *
   * @throws ProblemException 503 when there is no more memory
   */
  public void holdMembers(int members) {
    hold((long) MEMBER_BYTES * members);
  }

  /**
   * Counts what the event at hand needs as long as it is read.
   *
   * @throws ProblemException 503 when there is no more memory
   */
  public void hold(long bytes) {
    if (bytes > paidForOne) {
      long more = bytes - paidForOne + STEP_BYTES;
      lease.take(more);
      paidForOne += more;
    }
  }
}
