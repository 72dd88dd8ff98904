package dev.tributary.ingest;

/** Ends the process when the service cannot start: one line on standard error says why. */
final class StartFailure {
  private static final int CANNOT_START = 1;
  private static final int WRONG_SETTINGS = 2;

  private StartFailure() {}

  /** Exits with 2 when the settings are wrong, else with 1. */
  static void exit(Exception e) {
    boolean settings = e instanceof IllegalArgumentException; // its message says all
    System.err.println("Cannot start the ingest-service: " + (settings ? e.getMessage() : all(e)));
    System.exit(settings ? WRONG_SETTINGS : CANNOT_START);
  }

  private static String all(Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return e.getMessage() + " (" + cause.getMessage() + ")";
  }
}
