package dev.tributary.ingest.collect;

/**
 * Virtual threads are not preempted: a big batch would keep a core until it is through, and small
 * requests would wait behind it. So whoever goes through many events lets others pass.
 */
final class Turns {
  private static final int EVENTS_A_TURN = 32;

  private Turns() {}

  /** To be called at each event; lets the others pass when a turn is over. */
  static void pass(int done) {
    if (done % EVENTS_A_TURN == EVENTS_A_TURN - 1) {
      Thread.yield();
    }
  }
}
