package dev.tributary.it.bench;

import dev.tributary.it.bench.contents.ContentsBenchmark;
import dev.tributary.it.bench.freshness.FreshnessBenchmark;
import dev.tributary.it.bench.hostile.HostileBenchmark;
import dev.tributary.it.bench.ids.IdsBenchmark;
import dev.tributary.it.bench.ingest.IngestBenchmark;
import dev.tributary.it.bench.page.BenchmarkPage;
import dev.tributary.it.bench.pipeline.AuditBenchmark;
import dev.tributary.it.bench.pipeline.PipelineBenchmark;
import dev.tributary.it.bench.pipeline.ScaleBenchmark;
import dev.tributary.it.bench.reader.ReaderBenchmark;
import dev.tributary.it.bench.receipts.ReceiptBenchmark;
import dev.tributary.it.bench.start.StartBenchmark;
import dev.tributary.it.ingest.RefusalBenchmark;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs the benchmark that {@code mvn -q -Pbench -Dbench=NAME} names, inside Maven's JVM; what is
 * measured runs in processes of its own. Exit codes: 0 it ran, 1 it failed, 2 there is none of that
 * name or something that it needs is missing.
 */
public final class Bench {
  private static final Map<String, Benchmark> ALL =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("audit", new AuditBenchmark()),
              Map.entry("contents", new ContentsBenchmark()),
              Map.entry("freshness", new FreshnessBenchmark()),
              Map.entry("hostile", new HostileBenchmark()),
              Map.entry("ids", new IdsBenchmark()),
              Map.entry("ingest", new IngestBenchmark()),
              Map.entry("page", new BenchmarkPage()),
              Map.entry("pipeline", new PipelineBenchmark()),
              Map.entry("receipts", new ReceiptBenchmark()),
              Map.entry("refusals", new RefusalBenchmark()),
              Map.entry("reader", new ReaderBenchmark()),
              Map.entry("scale", new ScaleBenchmark()),
              Map.entry("start", new StartBenchmark())));

  private Bench() {}

  /** Arguments: the name. */
  public static void main(String[] args) throws Exception {
    String name = args.length == 0 ? "" : args[0];
    Benchmark benchmark = ALL.get(name);
    if (benchmark == null) {
      System.err.printf("-Dbench must be one of %s: %s%n", ALL.keySet(), name);
      System.exit(2);
    }
    try {
      benchmark.run();
    } catch (MissingTool missing) {
      System.err.println(missing.getMessage());
      System.exit(2);
    }
  }
}
