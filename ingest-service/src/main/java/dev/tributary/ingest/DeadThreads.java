package dev.tributary.ingest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when one of the service's own threads ends by an exception: without it the
 * service would continue and fail silently (no timeout would ever pass, say). The supervisor of the
 * process restarts it. A virtual thread serves one connection, and ends alone.
 */
final class DeadThreads implements Thread.UncaughtExceptionHandler {
  /** The exit code. */
  static final int EXIT_CODE = 3;

  private static final Logger LOG = LoggerFactory.getLogger(DeadThreads.class);

  private DeadThreads() {}

  /** Watches all threads that have no handler of their own. */
  static void endTheProcess() {
    Thread.setDefaultUncaughtExceptionHandler(new DeadThreads());
  }

  @Override
  public void uncaughtException(Thread thread, Throwable e) {
    if (thread.isVirtual()) {
      LOG.error("Ended a connection by an exception that nobody caught", e);
      return;
    }
    try {
      LOG.error("Lost a thread, the service ends with it thread={}", thread.getName(), e);
    } finally {
      Runtime.getRuntime().halt(EXIT_CODE); // hooks could wait for what the thread did
    }
  }
}
