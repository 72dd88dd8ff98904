package dev.tributary.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.logging.LogManager;

/** Puts our log settings in place, unless the user brought some. */
final class Logging {
  private Logging() {}

  /** Must be called before anything logs. */
  static void configure() {
    System.setProperty("java.util.logging.manager", LateResetLogManager.class.getName());
    if (System.getProperty("java.util.logging.config.file") == null) {
      useOurs();
    }
    if (LogManager.getLogManager() instanceof LateResetLogManager ours) {
      ours.keep();
    }
  }

  private static void useOurs() {
    try (InputStream settings = Logging.class.getResourceAsStream("/logging.properties")) {
      LogManager.getLogManager().readConfiguration(settings);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read logging.properties from the jar", e);
    }
  }

  /** Flushes what was logged; nothing is logged after it. */
  static void end() {
    if (LogManager.getLogManager() instanceof LateResetLogManager ours) {
      ours.end();
    }
  }
}
