package dev.tributary.it.bench.door;

import dev.tributary.it.bench.Benchmark;
import dev.tributary.it.bench.Figures;
import dev.tributary.it.bench.MissingTool;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import java.io.IOException;
import java.util.List;

/**
 * The door beside gunicorn + Flask + kafka-python, both in front of the same Kafka and both told to
 * wait for its acknowledgement. They take turns in each round; medians count. {@code
 * -Dbench.seconds=N}, {@code -Dbench.warm=N} and {@code -Dbench.rounds=N} change the length.
 */
public final class DoorBenchmark implements Benchmark {
  private static final int SECONDS = Integer.getInteger("bench.seconds", 6);
  private static final int WARM_SECONDS = Integer.getInteger("bench.warm", 20);
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final String SINGLE = "/message";
  private static final String BATCH = "batch";
  private static final int EVENTS_A_BATCH = 100;

  private final Samples samples = new Samples();

  @Override
  public void run() throws Exception {
    checkWrk();
    FlaskPeer.check();
    try (TempHome home = TempHome.make();
        StartedPart kafka = StartedPart.kafka(home);
        StartedPart door = StartedPart.ingestService(home, kafka);
        FlaskPeer flask = FlaskPeer.start(kafka.address())) {
      var ours = new Collector("door", door.address(), door.pid());
      List<Collector> both = List.of(ours, flask.collector());
      for (Collector one : both) {
        WrkRun.fast(one.address(), SINGLE, 64, WARM_SECONDS);
        WrkRun.fast(one.address(), BATCH, 16, WARM_SECONDS);
      }
      for (int round = 0; round < ROUNDS; round++) {
        for (Collector one : both) {
          measure(one);
        }
        withoutKafka(ours);
      }
    }
    report();
  }

  private static void checkWrk() throws InterruptedException {
    try {
      new ProcessBuilder("wrk", "-v").redirectErrorStream(true).start().waitFor();
    } catch (IOException missing) {
      throw new MissingTool("wrk is missing: apt-get install wrk");
    }
  }

  private void measure(Collector one) throws IOException, InterruptedException {
    double cpu = one.cpuSeconds();
    WrkRun singles = noted(one, "single", WrkRun.fast(one.address(), SINGLE, 64, SECONDS));
    add(one, "single_cpu_us", 1e6 * (one.cpuSeconds() - cpu) / singles.requests());
    add(one, "single_requests_per_s", singles.perSecond());

    cpu = one.cpuSeconds();
    WrkRun batches = noted(one, "batch", WrkRun.fast(one.address(), BATCH, 16, SECONDS));
    add(one, "batch_events_per_s", EVENTS_A_BATCH * batches.perSecond());
    add(
        one,
        "batch_event_cpu_us",
        1e6 * (one.cpuSeconds() - cpu) / batches.requests() / EVENTS_A_BATCH);

    WrkRun alone = noted(one, "one", WrkRun.fast(one.address(), SINGLE, 1, SECONDS));
    add(one, "one_connection_p50_ms", alone.p50Millis());
    WrkRun half =
        noted(
            one,
            "half_peak",
            WrkRun.paced(one.address(), SINGLE, 64, SECONDS, singles.perSecond() / 2));
    add(one, "half_peak_requests_per_s", half.perSecond());
    add(one, "half_peak_p99_ms", half.p99Millis());
  }

  /** A request that never gets near Kafka: the same server, head, routing and answer. */
  private void withoutKafka(Collector ours) throws IOException, InterruptedException {
    double cpu = ours.cpuSeconds();
    WrkRun live = WrkRun.fast(ours.address(), "/health/live", 64, SECONDS);
    add(ours, "no_kafka_cpu_us", 1e6 * (ours.cpuSeconds() - cpu) / live.requests());
    add(ours, "no_kafka_requests_per_s", live.perSecond());
  }

  private WrkRun noted(Collector one, String load, WrkRun run) {
    add(one, load + "_failures", run.failures());
    return run;
  }

  private void add(Collector one, String figure, double value) {
    samples.add(one.name() + "_" + figure, value);
  }

  private void report() throws IOException {
    var figures = new Figures("door");
    figures.put("rounds", ROUNDS);
    figures.put("seconds_a_run", SECONDS);
    for (String name : samples.names()) {
      figures.put(name, rounded(samples.median(name)));
    }
    ratio(
        figures,
        "single_requests_ratio",
        "door_single_requests_per_s",
        "flask_single_requests_per_s");
    ratio(figures, "single_cpu_ratio", "flask_single_cpu_us", "door_single_cpu_us");
    ratio(figures, "batch_events_ratio", "door_batch_events_per_s", "flask_batch_events_per_s");
    ratio(
        figures,
        "one_connection_p50_ratio",
        "flask_one_connection_p50_ms",
        "door_one_connection_p50_ms");
    ratio(figures, "cpu_with_and_without_kafka", "door_single_cpu_us", "door_no_kafka_cpu_us");
    ratio(figures, "half_peak_p99_ratio", "flask_half_peak_p99_ms", "door_half_peak_p99_ms");
  }

  private void ratio(Figures figures, String name, String over, String under) throws IOException {
    figures.put(name, rounded(samples.median(over) / samples.median(under)));
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
