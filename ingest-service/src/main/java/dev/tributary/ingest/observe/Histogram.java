package dev.tributary.ingest.observe;

import java.math.BigDecimal;
import java.util.concurrent.atomic.LongAdder;

/** Durations in fixed buckets. Thread safe. */
final class Histogram {
  private static final double[] UPPER_SECONDS = {
    .0005, .001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5
  };

  private final LongAdder[] buckets = new LongAdder[UPPER_SECONDS.length + 1];
  private final LongAdder sumNanos = new LongAdder();

  Histogram() {
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = new LongAdder();
    }
  }

  void add(long nanos) {
    double seconds = nanos / 1e9;
    int bucket = 0;
    while (bucket < UPPER_SECONDS.length && seconds > UPPER_SECONDS[bucket]) {
      bucket++;
    }
    buckets[bucket].increment();
    sumNanos.add(nanos);
  }

  void write(PrometheusText out, String name, String... labels) {
    long count = 0;
    for (int i = 0; i < buckets.length; i++) {
      count += buckets[i].sum();
      String upper =
          i < UPPER_SECONDS.length ? BigDecimal.valueOf(UPPER_SECONDS[i]).toPlainString() : "+Inf";
      String[] with = java.util.Arrays.copyOf(labels, labels.length + 2);
      with[labels.length] = "le";
      with[labels.length + 1] = upper;
      out.sample(name + "_bucket", count, with);
    }
    out.sample(name + "_sum", sumNanos.sum() / 1e9, labels);
    out.sample(name + "_count", count, labels);
  }
}
