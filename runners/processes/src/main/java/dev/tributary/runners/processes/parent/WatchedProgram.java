package dev.tributary.runners.processes.parent;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another program's main class in this JVM, and halts the JVM when the process that started it
 * is gone ({@link ParentWatch}). The program listens for this machine only ({@link Loopback}).
 */
public final class WatchedProgram {
  /** What {@code kill -9} of the JVM itself would leave as its exit code. */
  private static final int HALTED = 137;

  private WatchedProgram() {}

  /** Arguments: the main class to run, then its own arguments. */
  public static void main(String[] args) throws Throwable {
    ParentWatch.whenGone(() -> Runtime.getRuntime().halt(HALTED));
    Loopback.insteadOfWildcard();
    try {
      Class.forName(args[0])
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
