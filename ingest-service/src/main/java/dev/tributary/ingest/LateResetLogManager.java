package dev.tributary.ingest;

import java.util.logging.LogManager;

/**
 * Keeps logging alive while the service stops: the JDK's log manager resets itself in a shutdown
 * hook of its own, and what a stop has to say would be lost.
 */
public final class LateResetLogManager extends LogManager {
  private volatile boolean kept;

  @Override
  public void reset() {
    if (!kept) {
      super.reset();
    }
  }

  /** From now on only {@link #end} closes the handlers. */
  void keep() {
    kept = true;
  }

  /** Flushes and closes all handlers. */
  void end() {
    super.reset();
  }
}
