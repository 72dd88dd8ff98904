package dev.tributary.ingest.connections;

/**
 * How far the service is on its way to its end: it serves; it says that it will stop, so that load
 * balancers send new clients elsewhere; it ends connections. It never goes back. Thread safe.
 */
public final class Drain {
  private enum Step {
    SERVING,
    ANNOUNCED,
    DRAINING
  }

  private volatile Step step = Step.SERVING;

  /** From now on the service is not ready, and answers end their connections; idle ones stay. */
  public void announce() {
    step = Step.ANNOUNCED;
  }

  /** From now on connections end as soon as they are between two requests. */
  public void begin() {
    step = Step.DRAINING;
  }

  /** True after {@link #announce} or {@link #begin}. */
  public boolean isAnnounced() {
    return step != Step.SERVING;
  }

  /** True after {@link #begin}. */
  boolean hasBegun() {
    return step == Step.DRAINING;
  }
}
