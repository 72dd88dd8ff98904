package dev.tributary.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Tells whoever started the service that it is ready, and where. */
final class ReadyFile {
  private ReadyFile() {}

  /** Writes {@code port=N}; a reader sees all of it or nothing. */
  static void write(Path file, int port) throws IOException {
    Path draft = file.resolveSibling("." + file.getFileName() + ".draft");
    Files.writeString(draft, "port=" + port + "\n");
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
