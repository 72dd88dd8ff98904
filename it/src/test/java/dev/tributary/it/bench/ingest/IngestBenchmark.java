package dev.tributary.it.bench.ingest;

import dev.tributary.it.bench.Benchmark;
import dev.tributary.it.bench.Figures;
import dev.tributary.it.bench.MissingTool;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import java.io.IOException;

/**
 * The service beside gunicorn + Flask + kafka-python, both in front of the same Kafka and both told
 * to wait for its acknowledgement; and the service with nothing behind it, to see what Kafka's
 * client costs a request: at the rate that the service reaches with Kafka, at half of that rate,
 * and each at its own peak. They take turns in each round; medians count. {@code
 * -Dbench.seconds=N}, {@code -Dbench.warm=N} (at most so many seconds) and {@code -Dbench.rounds=N}
 * change the length.
 */
public final class IngestBenchmark implements Benchmark {
  private static final int SECONDS = Integer.getInteger("bench.seconds", 5);
  private static final int WARM_SECONDS = Integer.getInteger("bench.warm", 90);
  private static final int PEER_WARM_SECONDS = 4; // Python compiles nothing later
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final String SINGLE = "/message";
  private static final String BATCH = "batch";
  private static final int EVENTS_A_BATCH = 100;

  private final Samples samples = new Samples();
  private Collector broker;

  @Override
  public void run() throws Exception {
    checkWrk();
    FlaskPeer.check();
    try (TempHome home = TempHome.make();
        StartedPart kafka = StartedPart.kafka(home);
        StartedPart service = StartedPart.ingestService(home, kafka);
        StartedPart alone = StartedPart.of(new WithoutKafkaPart(), home);
        FlaskPeer flask = FlaskPeer.start(kafka.address())) {
      broker = new Collector("kafka", kafka.address(), kafka.pid());
      var ours = new Collector("ingest", service.address(), service.pid());
      var hollow = new Collector("no_kafka", alone.address(), alone.pid());
      add(ours, "compiler_share", WarmUp.of(ours, WARM_SECONDS, SINGLE, BATCH));
      add(hollow, "compiler_share", WarmUp.of(hollow, WARM_SECONDS, SINGLE));
      warm(flask.collector());
      for (int round = 0; round < ROUNDS; round++) {
        double peak = measure(ours);
        measurePaced(hollow, "same_rate", peak);
        measurePaced(hollow, "half_peak", peak / 2);
        measureSingles(hollow);
        measure(flask.collector());
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

  private static void warm(Collector peer) throws IOException, InterruptedException {
    WrkRun.fast(peer.address(), SINGLE, 64, PEER_WARM_SECONDS);
    WrkRun.fast(peer.address(), BATCH, 16, PEER_WARM_SECONDS);
  }

  /** All that is asked of a collector; returns its peak, singles a second. */
  private double measure(Collector one) throws IOException, InterruptedException {
    WrkRun singles = measureSingles(one);
    double cpu = one.cpuSeconds();
    WrkRun batches = noted(one, "batch", WrkRun.fast(one.address(), BATCH, 16, SECONDS));
    add(one, "batch_events_per_s", EVENTS_A_BATCH * batches.perSecond());
    add(
        one,
        "batch_event_cpu_us",
        1e6 * (one.cpuSeconds() - cpu) / batches.requests() / EVENTS_A_BATCH);

    WrkRun alone = noted(one, "one", WrkRun.fast(one.address(), SINGLE, 1, SECONDS));
    add(one, "one_connection_p50_ms", alone.p50Millis());
    measurePaced(one, "half_peak", singles.perSecond() / 2);
    return singles.perSecond();
  }

  private void measurePaced(Collector one, String load, double rate)
      throws IOException, InterruptedException {
    double pause = WrkRun.pauseFor(one.address(), SINGLE, 64, rate);
    double cpu = one.cpuSeconds();
    WrkRun paced = noted(one, load, WrkRun.paced(one.address(), SINGLE, 64, SECONDS, pause));
    add(one, load + "_cpu_us", 1e6 * (one.cpuSeconds() - cpu) / paced.requests());
    add(one, load + "_requests_per_s", paced.perSecond());
    add(one, load + "_p99_ms", paced.p99Millis());
  }

  private WrkRun measureSingles(Collector one) throws IOException, InterruptedException {
    double cpu = one.cpuSeconds();
    double behind = broker.cpuSeconds();
    WrkRun singles = noted(one, "single", WrkRun.fast(one.address(), SINGLE, 64, SECONDS));
    add(one, "single_cpu_us", 1e6 * (one.cpuSeconds() - cpu) / singles.requests());
    add(one, "single_broker_cpu_us", 1e6 * (broker.cpuSeconds() - behind) / singles.requests());
    add(one, "single_requests_per_s", singles.perSecond());
    return singles;
  }

  private WrkRun noted(Collector one, String load, WrkRun run) {
    add(one, load + "_failures", run.failures());
    return run;
  }

  private void add(Collector one, String figure, double value) {
    samples.add(one.name() + "_" + figure, value);
  }

  private void report() throws IOException {
    var figures = new Figures("ingest");
    figures.put("rounds", ROUNDS);
    figures.put("seconds_a_run", SECONDS);
    for (String name : samples.names()) {
      figures.put(name, rounded(samples.median(name)));
    }
    ratio(
        figures,
        "single_requests_ratio",
        "ingest_single_requests_per_s",
        "flask_single_requests_per_s");
    ratio(figures, "single_cpu_ratio", "flask_single_cpu_us", "ingest_single_cpu_us");
    ratio(figures, "batch_events_ratio", "ingest_batch_events_per_s", "flask_batch_events_per_s");
    ratio(
        figures,
        "one_connection_p50_ratio",
        "flask_one_connection_p50_ms",
        "ingest_one_connection_p50_ms");
    ratio(
        figures, "kafka_cpu_ratio_same_rate", "ingest_single_cpu_us", "no_kafka_same_rate_cpu_us");
    ratio(figures, "kafka_cpu_ratio_half", "ingest_half_peak_cpu_us", "no_kafka_half_peak_cpu_us");
    ratio(figures, "kafka_cpu_ratio_own_peaks", "ingest_single_cpu_us", "no_kafka_single_cpu_us");
    ratio(figures, "half_peak_p99_ratio", "flask_half_peak_p99_ms", "ingest_half_peak_p99_ms");
  }

  private void ratio(Figures figures, String name, String over, String under) throws IOException {
    figures.put(name, rounded(samples.median(over) / samples.median(under)));
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
