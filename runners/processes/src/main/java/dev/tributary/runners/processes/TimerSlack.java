package dev.tributary.runners.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How late the kernel may end a timed wait, so that it wakes the CPU once for many (Linux's timer
 * slack; man 2 prctl, PR_SET_TIMERSLACK). Input and output are never late. Presto alone waits for a
 * millisecond a thousand times a second, for nothing.
 */
public final class TimerSlack {
  private static final Path CALLER = Path.of("/proc/thread-self");

  private TimerSlack() {}

  /**
   * Sets it for the calling thread and for all threads and processes that it starts from now on.
   * Where the kernel has no such thing or forbids it, nothing changes.
   */
  public static void allow(long millis) {
    try {
      Path thread = Files.readSymbolicLink(CALLER).getFileName();
      Files.writeString(
          Path.of("/proc", thread.toString(), "timerslack_ns"), millis * 1_000_000 + "\n");
    } catch (IOException noLinux) {
      return; // the parts run as well, they only wake more often
    }
  }
}
