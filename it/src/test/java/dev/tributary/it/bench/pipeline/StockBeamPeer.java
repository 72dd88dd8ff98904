package dev.tributary.it.bench.pipeline;

import dev.tributary.it.support.StartedPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Stock Beam on the same Beam and the same Flink. It never ends by itself: it is done when its
 * files have all rows.
 */
record StockBeamPeer(String name, List<String> jvm, List<Path> own) implements Peer {
  private static final long DRAIN_MILLIS = 10_000;

  /** A second while it drains, which is Beam's default. */
  private static final int BUNDLES_A_CHECKPOINT = 10;

  @Override
  public PeerRun drain(String kafka, EventTopic topic, Path folder) throws Exception {
    return run(kafka, topic.name(), folder, DRAIN_MILLIS, () -> rows(folder) == topic.events());
  }

  @Override
  public PeerRun live(String kafka, String topic, Path folder, Callable<Boolean> done)
      throws Exception {
    return run(kafka, topic, folder, Peers.LIVE_MILLIS, done);
  }

  /**
   * Windows and checkpoints are that long, bundles a tenth of it: where checkpoints end the
   * bundles, Beam's Flink runner holds the watermark back as long as records come, and no window
   * closes.
   */
  private PeerRun run(String kafka, String topic, Path folder, long millis, Callable<Boolean> done)
      throws Exception {
    List<Path> classpath =
        Stream.concat(own.stream(), StartedPart.checkout().pipeline().stream()).toList();
    List<String> words =
        List.of(
            "dev.tributary.bench.beam.Main",
            kafka,
            topic,
            folder.toString(),
            Long.toString(millis),
            "--runner=FlinkRunner",
            "--flinkMaster=[local]",
            "--streaming=true",
            "--parallelism=1",
            "--objectReuse=true",
            "--fasterCopy=true",
            "--disableMetrics=true",
            "--maxBundleSize=100000",
            "--maxBundleTimeMills=" + millis / BUNDLES_A_CHECKPOINT,
            "--checkpointingInterval=" + millis,
            "--stateBackend=filesystem",
            "--stateBackendStoragePath=" + folder.resolve("checkpoints").toUri());
    return MeteredProcess.run(jvm, classpath, words, folder, done);
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
