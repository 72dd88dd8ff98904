package dev.tributary.ingest.observe;

import dev.tributary.ingest.config.IngestConfig.AccessLogSettings;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Opens the access log that the settings ask for. */
public final class AccessLogs {
  private static final Duration RETRY = Duration.ofSeconds(10);

  private AccessLogs() {}

  /**
   * The log, or nothing when it is off.
   *
   * @throws IllegalArgumentException when its file can't be written
   */
  public static Optional<AccessLog> open(AccessLogSettings settings) {
    return switch (settings.format()) {
      case NONE -> Optional.empty();
      case COMBINED -> Optional.of(open(AccessLineFormat.COMBINED, settings.file()));
      case JSON -> Optional.of(open(AccessLineFormat.JSON, settings.file()));
    };
  }

  private static AccessLog open(AccessLineFormat format, String file) {
    check(file);
    return new AccessLog(format, () -> writer(file), RETRY, Clock.systemUTC());
  }

  private static void check(String file) {
    try {
      if (!file.equals("-")) {
        writer(file).close();
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("access-log.file can't be written: " + file, e);
    }
  }

  private static Writer writer(String file) throws IOException {
    if (file.equals("-")) {
      return new OutputStreamWriter(System.out, StandardCharsets.UTF_8);
    }
    return Files.newBufferedWriter(
        Path.of(file), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
