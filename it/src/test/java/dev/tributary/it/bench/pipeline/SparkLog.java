package dev.tributary.it.bench.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Spark's file sink has published: its readers see the files that its log names, and no
 * others. An entry of the log comes into place by a rename; a compacted one names older files too.
 */
record SparkLog(Path folder) {
  private static final Pattern ENTRY = Pattern.compile("\\d+(\\.compact)?");

  /** The log of the files under a folder; it need not have one. */
  static SparkLog of(Path root) {
    return new SparkLog(root.resolve("_spark_metadata"));
  }

  boolean exists() {
    return Files.isDirectory(folder);
  }

  /** The files that it names, each with the time of the first entry that does. */
  Map<Path, Instant> files() throws IOException {
    var json = new ObjectMapper();
    Map<Path, Instant> since = new HashMap<>();
    for (Path entry : entries()) {
      Instant changed = VisibleFiles.changed(entry);
      for (String line : Files.readAllLines(entry)) {
        if (line.startsWith("{")) { // the first is the log's version
          Path file = Path.of(URI.create(json.readTree(line).get("path").asText()));
          since.merge(file, changed, (one, other) -> one.isBefore(other) ? one : other);
        }
      }
    }
    return since;
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> ENTRY.matcher(file.getFileName().toString()).matches()).toList();
    }
  }
}
