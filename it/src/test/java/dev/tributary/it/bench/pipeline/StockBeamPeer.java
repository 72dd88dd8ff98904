package dev.tributary.it.bench.pipeline;

import dev.tributary.it.support.StartedPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.stream.Stream;

/**
 * Stock Beam on the same Beam and the same Flink. It never ends by itself: it is done when its
 * files have all rows.
 */
record StockBeamPeer(String name, List<String> jvm, List<Path> own) implements Peer {
  @Override
  public PeerRun drain(String kafka, EventTopic topic, Path folder) throws Exception {
    List<Path> classpath =
        Stream.concat(own.stream(), StartedPart.checkout().pipeline().stream()).toList();
    List<String> words =
        List.of(
            "dev.tributary.bench.beam.Main",
            kafka,
            topic.name(),
            folder.toString(),
            "--runner=FlinkRunner",
            "--flinkMaster=[local]",
            "--streaming=true",
            "--parallelism=1",
            "--objectReuse=true",
            "--fasterCopy=true",
            "--disableMetrics=true",
            "--maxBundleSize=100000",
            "--checkpointingInterval=10000",
            "--stateBackend=filesystem",
            "--stateBackendStoragePath=" + folder.resolve("checkpoints").toUri());
    return MeteredProcess.run(jvm, classpath, words, folder, () -> rows(folder) == topic.events());
  }

  private static long rows(Path folder) throws Exception {
    if (!hasFiles(folder)) {
      return 0;
    }
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT sum(num_rows) FROM parquet_file_metadata('"
                    + folder
                    + "/event_type=*/**/*.parquet')")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static boolean hasFiles(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.anyMatch(
          file -> file.toString().contains("event_type=") && file.toString().endsWith(".parquet"));
    }
  }
}
