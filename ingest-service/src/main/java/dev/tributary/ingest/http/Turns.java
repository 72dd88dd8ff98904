package dev.tributary.ingest.http;

/**
 * Virtual threads are not preempted: a big batch would keep a core until it is through, and small
 * requests would wait behind it. So whoever goes through many events or bytes lets others pass.
 */
public final class Turns {
  private static final int EVENTS_A_TURN = 32;
  private static final int BYTES_A_TURN = 64 * 1024;

  private Turns() {}

  /** To be called at each event; lets the others pass when a turn is over. */
  public static void pass(int done) {
    if (done % EVENTS_A_TURN == EVENTS_A_TURN - 1) {
      Thread.yield();
    }
  }

  /**
   * To be called when a piece of a body was read; lets the others pass when a turn is over: what a
   * client sent ahead is read without a wait.
   *
   * @param before bytes that were read before it
   * @param now bytes that are read with it
   */
  public static void pass(int before, int now) {
    if (before / BYTES_A_TURN != now / BYTES_A_TURN) {
      Thread.yield();
    }
  }
}
