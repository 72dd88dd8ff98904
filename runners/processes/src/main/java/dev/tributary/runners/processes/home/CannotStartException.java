package dev.tributary.runners.processes.home;

import java.io.IOException;

/** Why a system cannot start or continue: one line that says the cause and what to do. */
public final class CannotStartException extends RuntimeException {
  private static final String DISK_FULL = "No space left on device";

  /** The line. */
  public CannotStartException(String line) {
    super(line);
  }

  /** The line, and what led to it. */
  public CannotStartException(String line, Throwable cause) {
    super(line, cause);
  }

  /** The line for a failed file operation under the home. */
  public static CannotStartException because(IOException e, String what, Home home) {
    if (String.valueOf(e.getMessage()).contains(DISK_FULL)) {
      return diskFull(home);
    }
    return new CannotStartException(what + ": " + e, e);
  }

  /** The line for a full disk, whoever met it. */
  public static CannotStartException diskFull(Home home) {
    return new CannotStartException(
        "The disk of "
            + home.folder()
            + " is full: free some space, or choose another disk with -Dtributary.home=DIR");
  }
}
