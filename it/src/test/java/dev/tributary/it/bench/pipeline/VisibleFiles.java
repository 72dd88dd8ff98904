package dev.tributary.it.bench.pipeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The files that a reader of a folder in Hive's layout sees, and since when. A file is visible once
 * it is complete under its name: the time of its last change ({@code ctime}, which a rename sets
 * too). Where Spark's sink wrote, its log decides.
 */
final class VisibleFiles {
  private static final byte[] END = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private VisibleFiles() {}

  /** Those that are visible now. */
  static Map<Path, Instant> under(Path folder) throws IOException {
    Map<Path, Instant> visible = new HashMap<>();
    Map<Path, Map<Path, Instant>> named = new HashMap<>();
    for (Path file : ParquetFiles.under(folder)) {
      Path root = rootOf(folder, file);
      if (root == null) {
        continue;
      }
      SparkLog log = SparkLog.of(root);
      if (log.exists()) {
        if (!named.containsKey(root)) {
          named.put(root, log.files());
        }
      } else if (isComplete(file)) {
        visible.put(file, changed(file));
      }
    }
    named.values().forEach(visible::putAll);
    return visible;
  }

  /** The folder above the partitions' folders; null where Hive would not look for the file. */
  private static Path rootOf(Path folder, Path file) {
    Path root = folder;
    for (Path part : folder.relativize(file)) {
      String name = part.toString();
      if (name.startsWith("_") || name.startsWith(".")) {
        return null;
      }
      if (name.startsWith("event_type=")) {
        return isHidden(file) ? null : root;
      }
      root = root.resolve(part);
    }
    return null;
  }

  private static boolean isHidden(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith("_") || name.startsWith(".");
  }

  /**
   * Whether its last bytes are those that end a Parquet file; an empty one has them at its head.
   */
  private static boolean isComplete(Path file) throws IOException {
    try (var channel = Files.newByteChannel(file)) {
      long size = channel.size();
      if (size <= 2L * END.length) {
        return false;
      }
      var end = ByteBuffer.allocate(END.length);
      channel.position(size - END.length);
      channel.read(end);
      return Arrays.equals(end.array(), END);
    }
  }

  static Instant changed(Path file) throws IOException {
    return ((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant();
  }
}
