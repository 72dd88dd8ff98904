package dev.tributary.tether;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs another program's main class in this JVM and halts the JVM when the process that started it
 * is gone: a parent that was killed can't stop its parts, so the parts watch the parent. The parent
 * is the system property {@code tributary.parent}, a process id; without it nothing is watched. The
 * program listens for this machine only ({@link Loopback}).
 */
public final class Tether {
  /** What {@code kill -9} of the JVM itself would leave as its exit code. */
  private static final int HALTED = 137;

  private static final long ASK_AGAIN_NANOS = 1_000_000_000;

  private Tether() {}

  /** Arguments: the main class to run, then its own arguments. */
  public static void main(String[] args) throws Throwable {
    Long parent = Long.getLong("tributary.parent");
    if (parent != null) {
      var watch = new Thread(() -> awaitEnd(parent), "parent");
      watch.setDaemon(true);
      watch.start();
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

  /** The JDK takes a process for dead when it can open no file to ask; Linux needs none. */
  private static void awaitEnd(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    do {
      LockSupport.parkNanos(ASK_AGAIN_NANOS);
      ProcessHandle.of(pid).ifPresent(parent -> parent.onExit().join());
    } while (Files.exists(process));
    Runtime.getRuntime().halt(HALTED);
  }
}
