package dev.tributary.ingest.http;

/**
 * Virtual threads are not preempted: a big batch would keep a core until it is through, and small
 * requests would wait behind it. So code that goes through many events or bytes yields in between.
 */
public final class YieldPolicy {
  private static final int EVENTS_PER_TURN = 32;
  private static final int BYTES_PER_TURN = 64 * 1024;

  private YieldPolicy() {}

  /** To be called at each event; yields to others when a turn is over. */
  public static void afterEvents(int done) {
    if (done % EVENTS_PER_TURN == EVENTS_PER_TURN - 1) {
      Thread.yield();
    }
  }

  /**
   * To be called when a piece of a body was read; yields to others when a turn is over: what a
   * client sent ahead is read without a wait.
   *
   * @param before bytes that were read before it
   * @param now bytes that are read with it
   */
  static void afterBytes(int before, int now) {
    if (before / BYTES_PER_TURN != now / BYTES_PER_TURN) {
      Thread.yield();
    }
  }
}
