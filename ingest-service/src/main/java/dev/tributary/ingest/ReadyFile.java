package dev.tributary.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Tells the process that started the service that it is ready, and at which port. */
final class ReadyFile {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final long LOOK_AGAIN_NANOS = 20_000_000;

  private ReadyFile() {}

  /**
   * Writes {@code port=N} as soon as the service is ready, and after 15 seconds in any case: a
   * Kafka that is down must not block the process that waits for the file. A reader sees the whole
   * line or no file.
   */
  static void write(Path file, int port, BooleanSupplier ready) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!ready.getAsBoolean() && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
    Path draft = file.resolveSibling("." + file.getFileName() + ".draft");
    Files.writeString(draft, "port=" + port + "\n");
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
