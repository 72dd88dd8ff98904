package dev.tributary.it.bench.freshness;

import dev.tributary.it.bench.Figures;
import dev.tributary.it.bench.Samples;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.read.LogAccess;
import dev.tributary.ledger.read.LogTopic;
import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.Lane;
import dev.tributary.ledger.record.LaneRange;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.pipeline.commit.CommitLog;
import dev.tributary.pipeline.commit.Ownership;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lane.Lanes;
import dev.tributary.pipeline.topics.EventTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The wall time of one commit: the Kafka transaction and the renames of five staged files, as the
 * local system's each second has it. The files were written and forced before.
 */
final class CommitCost {
  private static final int WARM_UP = 50;
  private static final int COMMITS = 200;
  private static final int FILES = 5;
  private static final int FILE_BYTES = 10_000;
  private static final String TOPIC = "events";

  private final TempHome home;
  private final Figures figures;

  CommitCost(TempHome home, Figures figures) {
    this.home = home;
    this.figures = figures;
  }

  void measure() throws Exception {
    try (StartedPart kafka = StartedPart.kafka(home)) {
      var access = new KafkaClients(kafka.address(), "");
      var log = new LogAccess(access, "commit-cost", UUID.randomUUID().toString());
      Path root = Files.createDirectories(home.folder().resolve("commit-cost"));
      var lake = new Lake(root.toString());
      Lanes lanes = own(log, lake);
      var samples = new Samples();
      try (CommitLog open = CommitLog.open(log, lake, Optional.empty(), lanes)) {
        for (int n = 0; n < WARM_UP + COMMITS; n++) {
          Batch batch = stage(root, lanes, n);
          long start = System.nanoTime();
          open.commit(batch);
          if (n >= WARM_UP) {
            samples.add((System.nanoTime() - start) / 1e6);
          }
        }
      }
      figures.put("commit p50 ms", samples.percentile(50));
      figures.put("commit p99 ms", samples.percentile(99));
    }
  }

  private static Lanes own(LogAccess log, Lake lake) throws Exception {
    try (var admin = log.kafka().admin()) {
      var topics = new EventTopics(admin);
      topics.ensure(List.of(TOPIC));
      topics.ensure(LogTopic.of(log));
      Lanes lanes = topics.lanes(List.of(TOPIC));
      Ownership.take(log, lake, topics.starts(lanes.all()), Set.of());
      return lanes;
    }
  }

  private static Batch stage(Path root, Lanes lanes, int n) throws IOException {
    Files.createDirectories(root.resolve(Lake.STAGING));
    var files = new ArrayList<StagedFile>();
    for (int i = 0; i < FILES; i++) {
      String name = UUID.randomUUID() + ".parquet";
      Files.write(root.resolve(Lake.STAGING).resolve(name), new byte[FILE_BYTES]);
      files.add(
          new StagedFile(
              Lake.STAGING + "/" + name,
              "events/event_type=type_" + i + "/dt=2026-01-01/hour=00/" + name,
              1,
              FILE_BYTES));
    }
    Lane lane = lanes.all().get(0);
    var range = new LaneRange(n * FILES, (n + 1) * FILES, FILES, 0, 0, 0, 1);
    return new Batch(Map.of(lane.key(), range), files, Map.of(), Map.of(), List.of());
  }
}
