package dev.tributary.it.bench.ingest;

import dev.tributary.it.bench.Median;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Figures of several rounds by name; the median counts. */
final class Samples {
  private final Map<String, List<Double>> values = new TreeMap<>();

  void add(String name, double value) {
    values.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
  }

  /** The median of a figure. */
  double median(String name) {
    return Median.of(values.get(name).stream().mapToDouble(Double::doubleValue));
  }

  Iterable<String> names() {
    return values.keySet();
  }
}
