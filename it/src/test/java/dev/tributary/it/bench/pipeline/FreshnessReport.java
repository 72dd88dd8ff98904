package dev.tributary.it.bench.pipeline;

import dev.tributary.it.bench.Figures;
import dev.tributary.it.bench.Median;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Medians over the rounds, by peer; what has no row is counted over all rounds. */
record FreshnessReport(Figures figures, Map<String, List<Freshness>> runs) {
  void print() throws IOException {
    for (Map.Entry<String, List<Freshness>> peer : runs.entrySet()) {
      String name = peer.getKey() + " freshness ";
      figures.put(name + "p50 s", median(peer.getValue(), Freshness::p50));
      figures.put(name + "p99 s", median(peer.getValue(), Freshness::p99));
      figures.put(name + "max s", median(peer.getValue(), Freshness::max));
      figures.put(name + "events", sum(peer.getValue(), Freshness::events));
      figures.put(name + "events without a row", sum(peer.getValue(), Freshness::missing));
    }
  }

  private static double median(List<Freshness> rounds, ToDoubleFunction<Freshness> value) {
    return Median.of(rounds.stream().mapToDouble(value));
  }

  private static long sum(List<Freshness> rounds, ToLongFunction<Freshness> value) {
    return rounds.stream().mapToLong(value).sum();
  }
}
