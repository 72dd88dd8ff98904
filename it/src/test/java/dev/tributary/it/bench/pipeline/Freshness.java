package dev.tributary.it.bench.pipeline;

import dev.tributary.it.bench.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * How long it took from sending events until a reader could see their rows, in seconds.
 *
 * @param events how many events count
 * @param missing how many of them have no row
 */
record Freshness(long events, long missing, double p50, double p99, double max) {
  /** Of the events that were sent from an instant on. */
  static Freshness of(Map<Position, Instant> sent, Map<Position, Instant> visible, Instant from) {
    var waits = new Samples();
    long missing = 0;
    for (Map.Entry<Position, Instant> event : sent.entrySet()) {
      Instant since = visible.get(event.getKey());
      if (event.getValue().isBefore(from)) {
        continue;
      }
      if (since == null) {
        missing++;
      } else {
        waits.add(Duration.between(event.getValue(), since).toNanos() / 1e9);
      }
    }
    return new Freshness(
        waits.size() + missing,
        missing,
        waits.percentile(50),
        waits.percentile(99),
        waits.percentile(100));
  }
}
