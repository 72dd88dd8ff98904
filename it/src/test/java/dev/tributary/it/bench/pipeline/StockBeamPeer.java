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
  /**
   * @param millis how long windows are, and the time from checkpoint to checkpoint
   * @param bundleMillis the longest bundle, at which the runner looks each half of this
   * @param bundleRecords the largest bundle
   */
  private record Pace(long millis, long bundleMillis, long bundleRecords) {}

  /** A bundle of a second is Beam's default. */
  private static final Pace DRAIN = new Pace(10_000, 1_000, 100_000);

  /**
   * While records come, Beam's Flink runner passes a watermark on only where a bundle ends by its
   * size or lasted <i>longer</i> than the longest bundle. Checkpoints end bundles too, and an even
   * number is just met by the second look: with the bundles of the drain no window closed for
   * minutes.
   */
  private static final Pace LIVE = new Pace(Peers.LIVE_MILLIS, 101, 50);

  @Override
  public PeerRun drain(String kafka, EventTopic topic, Path folder) throws Exception {
    return run(kafka, topic.name(), folder, DRAIN, () -> rows(folder) == topic.events());
  }

  @Override
  public PeerRun live(String kafka, String topic, Path folder, Callable<Boolean> done)
      throws Exception {
    return run(kafka, topic, folder, LIVE, done);
  }

  private PeerRun run(String kafka, String topic, Path folder, Pace pace, Callable<Boolean> done)
      throws Exception {
    List<Path> classpath =
        Stream.concat(own.stream(), StartedPart.checkout().pipeline().stream()).toList();
    List<String> words =
        List.of(
            "dev.tributary.bench.beam.Main",
            kafka,
            topic,
            folder.toString(),
            Long.toString(pace.millis()),
            "--runner=FlinkRunner",
            "--flinkMaster=[local]",
            "--streaming=true",
            "--parallelism=1",
            "--objectReuse=true",
            "--fasterCopy=true",
            "--disableMetrics=true",
            "--maxBundleSize=" + pace.bundleRecords(),
            "--maxBundleTimeMills=" + pace.bundleMillis(),
            "--checkpointingInterval=" + pace.millis(),
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
