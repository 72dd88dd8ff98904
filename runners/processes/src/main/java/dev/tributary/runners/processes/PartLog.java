package dev.tributary.runners.processes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What one start of a part wrote into its log file.
 *
 * @param file the log file, which the part appends to
 * @param from where this start begins, in bytes
 */
record PartLog(Path file, long from) {
  private static final long KEEP_BYTES = 64L << 20;
  private static final int LOOK_AT_BYTES = 1 << 20;

  /** Appends a line that says when; a file over 64 MiB becomes {@code NAME.log.1} first. */
  static PartLog open(Path file) throws IOException {
    if (Files.exists(file) && Files.size(file) > KEEP_BYTES) {
      Path old = file.resolveSibling(file.getFileName() + ".1");
      Files.move(file, old, StandardCopyOption.REPLACE_EXISTING);
    }
    String line = "---- started " + Instant.now().truncatedTo(ChronoUnit.SECONDS) + "\n";
    Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return new PartLog(file, Files.size(file));
  }

  /** Whether the last MiB of it contains the words. */
  boolean says(String words) {
    try (FileChannel channel = FileChannel.open(file)) {
      long start = Math.max(from, channel.size() - LOOK_AT_BYTES);
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, channel.size() - start));
      channel.read(bytes, start);
      return new String(bytes.array(), StandardCharsets.ISO_8859_1).contains(words);
    } catch (IOException unreadable) {
      return false; // only helps to explain; the caller names the file
    }
  }
}
