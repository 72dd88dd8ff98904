package dev.tributary.it.bench.contents;

import dev.tributary.it.bench.Benchmark;
import dev.tributary.it.bench.Figures;
import dev.tributary.it.contents.system.ContentsRun;
import dev.tributary.it.support.TempHome;
import dev.tributary.it.support.UpProcess;
import java.util.Map;

/**
 * The contents oracle with as many events as somebody wants: every row and every typed column is
 * compared with what was sent. {@code -Dbench.events}, {@code -Dcontents.seed}.
 */
public final class ContentsBenchmark implements Benchmark {
  private static final String PIPELINE_OPTIONS = "tributary.pipeline.options";
  private static final long EVENTS = 1_000_000;
  private static final int MOST_OF_A_REQUEST = 1_000;

  @Override
  public void run() throws Exception {
    var figures = new Figures("contents");
    long seed = Long.getLong("contents.seed", System.nanoTime());
    figures.put("contents seed", seed);
    String pipelineOptions = System.getProperty(PIPELINE_OPTIONS, "");
    figures.put("contents pipeline options", pipelineOptions);
    try (TempHome home = TempHome.make();
        UpProcess up = UpProcess.start(home.home(), Map.of(PIPELINE_OPTIONS, pipelineOptions))) {
      long events = Long.getLong("bench.events", EVENTS);
      ContentsRun.Outcome outcome = ContentsRun.of(up.awaitUp(), seed, events, MOST_OF_A_REQUEST);
      figures.put("contents events sent", outcome.sent());
      figures.put("contents rows", outcome.rows());
      figures.put("contents dead letters", outcome.deadLetters());
      figures.put("contents without an answer of Kafka", outcome.unsure());
      figures.put("contents sending, s", outcome.sending().toMillis() / 1e3);
      figures.put("contents reading and comparing, s", outcome.reading().toMillis() / 1e3);
      figures.put("contents differences", outcome.differences());
      if (!outcome.differences().isEmpty()) {
        throw new IllegalStateException(
            "The lake must hold what was sent (-Dcontents.seed=" + seed + ")");
      }
    }
  }
}
