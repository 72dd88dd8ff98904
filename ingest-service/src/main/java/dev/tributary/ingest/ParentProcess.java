package dev.tributary.ingest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * The process that started the service: when it ends, the service exits, so that no orphan stays.
 * The JDK takes a process for dead when it can open no file to ask for it; Linux tells it without
 * one.
 */
final class ParentProcess {
  private static final long ASK_AGAIN_NANOS = 1_000_000_000;

  private ParentProcess() {}

  /**
   * Ends this process after that one has ended.
   *
   * @param pid its process id; 0: nothing is watched
   */
  static void endWith(long pid) {
    if (pid != 0) {
      Thread.ofPlatform().daemon().name("parent").start(() -> awaitEnd(pid));
    }
  }

  private static void awaitEnd(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    do {
      LockSupport.parkNanos(ASK_AGAIN_NANOS);
      ProcessHandle.of(pid).ifPresent(parent -> parent.onExit().join());
    } while (Files.exists(process));
    System.exit(0);
  }
}
