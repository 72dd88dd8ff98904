package dev.tributary.it.faults;

import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.read.CommitLogReader;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.pipeline.history.FilesCheckpoints;
import dev.tributary.pipeline.lake.files.Lake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files that the commit log says are valid, against those that the lake's folders hold. */
final class ValidFiles {
  private ValidFiles() {}

  /** Each file that is valid and not there, or there and not valid. */
  static List<String> differences(PipelineFixture world) throws IOException {
    var log = new LogAccess(KafkaClients.of(world.kafka(), ""), world.name(), "audit");
    var checkpoint = FilesCheckpoints.newest(log, new Lake(world.lake().toString()));
    return differences(
        Set.copyOf(CommitLogReader.manifest(log, checkpoint, path -> true).files()),
        found(world.lake()));
  }

  static List<String> differences(Set<String> valid, Set<String> found) {
    List<String> all = new ArrayList<>();
    Set<String> missing = new TreeSet<>(valid);
    missing.removeAll(found);
    missing.forEach(path -> all.add(path + ": is valid by the commit log, and is not in the lake"));
    Set<String> unknown = new TreeSet<>(found);
    unknown.removeAll(valid);
    unknown.forEach(path -> all.add(path + ": is in the lake, and not valid by the commit log"));
    return all;
  }

  private static Set<String> found(Path lake) throws IOException {
    Set<String> paths = new TreeSet<>();
    for (String table : List.of("events", "dead_letters")) {
      Path folder = lake.resolve(table);
      if (Files.isDirectory(folder)) {
        try (Stream<Path> walk = Files.walk(folder)) {
          paths.addAll(
              walk.filter(file -> file.toString().endsWith(".parquet"))
                  .map(file -> lake.relativize(file).toString())
                  .collect(Collectors.toSet()));
        }
      }
    }
    return paths;
  }
}
