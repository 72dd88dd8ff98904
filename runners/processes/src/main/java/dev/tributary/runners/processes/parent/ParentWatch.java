package dev.tributary.runners.processes.parent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * Notices the end of the process that started this one: a parent that was killed cannot stop its
 * children, so the children watch the parent.
 */
public final class ParentWatch {
  /** The system property that names the parent's process ID. */
  public static final String PROPERTY = "tributary.parent";

  private static final long ASK_AGAIN_NANOS = 1_000_000_000;

  private ParentWatch() {}

  /** What a child's JVM is given so that it watches this process. */
  public static String option() {
    return "-D" + PROPERTY + "=" + ProcessHandle.current().pid();
  }

  /** Runs the action once the process of {@link #PROPERTY} is gone; without it never. */
  public static void whenGone(Runnable action) {
    Long parent = Long.getLong(PROPERTY);
    if (parent != null) {
      whenGone(parent, action);
    }
  }

  /** Runs the action, on a daemon thread, once the process is gone; at once if it is gone now. */
  public static void whenGone(long pid, Runnable action) {
    var watch =
        new Thread(
            () -> {
              awaitEnd(pid);
              action.run();
            },
            "parent");
    watch.setDaemon(true);
    watch.start();
  }

  /** The JDK takes a process for dead when it can open no file to ask; Linux needs none. */
  private static void awaitEnd(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    do {
      LockSupport.parkNanos(ASK_AGAIN_NANOS);
      ProcessHandle.of(pid).ifPresent(parent -> parent.onExit().join());
    } while (Files.exists(process));
  }
}
