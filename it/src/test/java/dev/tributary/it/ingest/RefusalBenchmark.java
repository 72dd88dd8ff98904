package dev.tributary.it.ingest;

import dev.tributary.it.bench.Benchmark;
import dev.tributary.it.bench.Figures;
import dev.tributary.it.support.StartedPart;
import dev.tributary.it.support.TempHome;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How soon the service answers while Kafka stands still, under full load with a heap of 256 MB: the
 * slowest answer of all, which is promised within 5 s. {@code -Dbench.seconds=N}: how long it does.
 */
public final class RefusalBenchmark implements Benchmark {
  private static final int SECONDS = Integer.getInteger("bench.seconds", 30);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration PROMISED = Duration.ofSeconds(5);

  @Override
  public void run() throws Exception {
    var figures = new Figures("refusals");
    try (TempHome home = TempHome.make();
        StartedPart kafka = StartedPart.kafka(home);
        StartedPart service = StartedPart.ingestService(home, kafka);
        ServiceLoad singles = ServiceLoad.start(service.port(), 48, 1);
        ServiceLoad batches = ServiceLoad.start(service.port(), 16, 500)) {
      singles.awaitMore(200, 3_000, PATIENCE);
      batches.awaitMore(200, 100, PATIENCE);
      singles.warm();
      batches.warm();
      ServiceRequests.signal("-STOP", kafka);
      try {
        TimeUnit.SECONDS.sleep(SECONDS);
      } finally {
        ServiceRequests.signal("-CONT", kafka);
      }
      singles.awaitMore(200, 1_000, PATIENCE);
      batches.awaitMore(200, 10, PATIENCE);
      figures.put("seconds without Kafka", SECONDS);
      report(figures, "single", singles.stop());
      report(figures, "batch of 500", batches.stop());
    }
  }

  private static void report(Figures figures, String what, ServiceLoad.Report load)
      throws IOException {
    figures.put(what + ", answers 503", load.statuses().getOrDefault(503, 0L));
    figures.put(what + ", slowest answer, ms", load.slowest().toMillis());
    if (load.slowest().compareTo(PROMISED) > 0) {
      throw new IllegalStateException(
          "The slowest answer must take at most " + PROMISED + ": " + load.slowest());
    }
  }
}
