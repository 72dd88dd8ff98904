package dev.tributary.it.bench.reader;

import dev.tributary.it.bench.Benchmark;
import dev.tributary.it.bench.Figures;
import dev.tributary.it.bench.Median;
import dev.tributary.it.bench.TopicFiller;
import dev.tributary.it.faults.PipelineFixture;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import dev.tributary.ledger.record.Lane;
import dev.tributary.pipeline.kafka.KafkaOptions;
import dev.tributary.pipeline.lane.LaneRecord;
import dev.tributary.pipeline.lane.LaneSlice;
import dev.tributary.pipeline.read.SliceSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.io.kafka.KafkaCheckpointMark;
import org.apache.beam.sdk.io.kafka.KafkaCheckpointMark.PartitionMark;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * The reader behind a backlog in one lane. First in this JVM, of that lane alone: how often it has
 * nothing although Kafka has more. Beam's Flink runner looks again only 50 ms after that, and so
 * does this. Then whole pipelines: the lane alone, and beside idle ones. Options: {@code
 * -Dbench.records=N}, {@code -Dbench.rounds=N}, {@code -Dbench.runners=flink,direct}.
 */
public final class ReaderBenchmark implements Benchmark {
  private static final int RECORDS = Integer.getInteger("bench.records", 1_000_000);
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
  private static final List<String> RUNNERS =
      List.of(System.getProperty("bench.runners", "flink,direct").split(","));
  private static final byte[] VALUE = new byte[300];
  private static final long FLINK_LOOKS_AGAIN_NANOS = Duration.ofMillis(50).toNanos();

  /** What one round gave. */
  private record Round(int slices, int nothing, double seconds) {}

  @Override
  public void run() throws Exception {
    var figures = new Figures("reader");
    try (TempHome home = TempHome.make();
        StartedPart kafka = StartedPart.kafka(home);
        PipelineFixture world = PipelineFixture.make(kafka.address(), "reader", home.folder())) {
      var lane = new Lane(world.topics().get(0), 0, "one");
      try (var filling = new TopicFiller(kafka.address())) {
        for (int n = 0; n < RECORDS; n++) {
          filling.send(lane.topic(), lane.partition(), VALUE);
        }
      }
      read(world, lane); // until compiled
      List<Round> rounds = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        rounds.add(read(world, lane));
      }
      figures.put("records", RECORDS);
      figures.put("slices", rounds.get(0).slices());
      figures.put(
          "times that it had nothing within the backlog, median",
          Median.of(rounds.stream().mapToDouble(Round::nothing)));
      figures.put(
          "the same, most of all rounds", rounds.stream().mapToInt(Round::nothing).max().orElse(0));
      figures.put(
          "records a second, median",
          Math.round(RECORDS / Median.of(rounds.stream().mapToDouble(Round::seconds))));
      try (PipelineFixture drained =
          PipelineFixture.make(kafka.address(), "drained", home.folder())) {
        drain(figures, LaneDrain.fill(drained, RECORDS));
      }
    }
  }

  private static void drain(Figures figures, LaneDrain lane) throws Exception {
    var runners =
        Map.of(
            "flink", new LaneDrain.Runner("dev.tributary.runners.flink.Main", "--parallelism=1"),
            "direct",
                new LaneDrain.Runner("dev.tributary.runners.direct.Main", "--targetParallelism=1"));
    for (String name : RUNNERS) {
      LaneDrain.Runner runner = runners.get(name);
      figures.put(name + ": events a second, one lane alone", lane.alone(runner));
      figures.put(name + ": the same beside 7 idle lanes", lane.besideIdleLanes(runner));
    }
  }

  private static Round read(PipelineFixture world, Lane lane) throws Exception {
    var source = new SliceSource(List.of(lane), world.name(), 1);
    var options = PipelineOptionsFactory.as(KafkaOptions.class);
    options.setBootstrapServers(world.kafka());
    var from =
        new KafkaCheckpointMark(
            List.of(new PartitionMark(lane.topic(), lane.partition(), 0, 0)), Optional.empty());
    try (UnboundedReader<LaneSlice> reader = source.createReader(options, from)) {
      int slices = 0;
      int nothing = 0;
      long began = System.nanoTime();
      boolean has = reader.start();
      for (int left = RECORDS; left > 0; ) {
        if (has) {
          left -= count(reader.getCurrent());
          slices++;
        } else {
          nothing += slices > 0 ? 1 : 0; // before the first fetch there is nothing to have
          LockSupport.parkNanos(FLINK_LOOKS_AGAIN_NANOS);
        }
        has = left > 0 && reader.advance();
      }
      return new Round(slices, nothing, (System.nanoTime() - began) / 1e9);
    }
  }

  private static int count(LaneSlice slice) {
    int records = 0;
    for (LaneRecord record : slice) {
      records += record.value().length > 0 ? 1 : 0;
    }
    return records;
  }
}
