package dev.tributary.ingest.http1;

import dev.tributary.ingest.fairness.WorkTurns;
import dev.tributary.ingest.http1.head.RequestHead;

/**
 * The request that the calling thread answers, as its connection reads it. Helidon hands a handler
 * a plain head without what the client sent, so the handler asks here. For that thread alone.
 */
public interface CurrentRequest {
  /** The request whose handler runs on this thread. */
  static CurrentRequest ofThisThread() {
    return Http1RequestReader.ofThisThread();
  }

  /** Its head, as the client sent it. */
  RequestHead head();

  /** When its newest byte came, as {@link System#nanoTime}. */
  long lastReadNanos();

  /** The turn to work on it, which has begun; who waits for others pauses it. */
  WorkTurns.Turn turn();

  /** It is refused; who is refused too often waits for the answer. */
  void refuse();

  /** Writes its answer; a client that does not take it is cut off in the end. */
  void answer(Runnable write);

  /** Ends the connection after the answer, without reading what is left of the body. */
  void endAfterAnswer();
}
