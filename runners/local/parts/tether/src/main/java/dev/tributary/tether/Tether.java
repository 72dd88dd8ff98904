package dev.tributary.tether;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another program's main class in this JVM and halts the JVM when the process that started it
 * is gone: a parent that was killed can't stop its parts, so the parts watch the parent. The parent
 * is the system property {@code tributary.parent}, a process id; without it nothing is watched. The
 * program listens for this machine only ({@link Loopback}).
 */
public final class Tether {
  /** What {@code kill -9} of the JVM itself would leave as its exit code. */
  private static final int HALTED = 137;

  private Tether() {}

  /** Arguments: the main class to run, then its own arguments. */
  public static void main(String[] args) throws Throwable {
    Long parent = Long.getLong("tributary.parent");
    if (parent != null) {
      ProcessHandle.of(parent)
          .ifPresentOrElse(handle -> handle.onExit().thenRun(Tether::halt), Tether::halt);
    }
    Loopback.insteadOfWildcard();
    try {
      Class.forName(args[0])
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void halt() {
    Runtime.getRuntime().halt(HALTED);
  }
}
