package dev.tributary.pipeline.job;

/**
 * This launch must end for good, not restart: another one owns the log, or the world that it was
 * launched for is gone. The message names the way out.
 */
public final class LaunchEndedException extends RuntimeException {
  private static final String FLINKS_NO_RESTART =
      "org.apache.flink.runtime.execution.SuppressRestartsException";

  private LaunchEndedException(String message) {
    super(message);
  }

  /**
   * One line for people: the message of the first such exception among the causes, or the
   * throwable's own with its root cause.
   */
  public static String describe(Throwable thrown) {
    Throwable root = thrown;
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof LaunchEndedException) {
        return cause.getMessage();
      }
      root = cause;
    }
    String message = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
    return root == thrown ? message : message + " (" + root + ")";
  }

  /**
   * The exception to throw. On Flink it is wrapped in the one that suppresses restarts, found by
   * name, so that no runner is on this module's classpath.
   */
  public static RuntimeException because(String message) {
    LaunchEndedException ended = new LaunchEndedException(message);
    try {
      return (RuntimeException)
          Class.forName(FLINKS_NO_RESTART).getConstructor(Throwable.class).newInstance(ended);
    } catch (ReflectiveOperationException notOnFlink) {
      return ended;
    }
  }
}
