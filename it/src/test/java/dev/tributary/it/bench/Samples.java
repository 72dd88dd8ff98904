package dev.tributary.it.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measured values, and their percentiles by the nearest rank. */
public final class Samples {
  private final List<Double> values = new ArrayList<>();

  /** Adds one value. */
  public void add(double value) {
    values.add(value);
  }

  /** How many there are. */
  public int size() {
    return values.size();
  }

  /** The value that so many percent are not above, rounded to 3 decimals; NaN for none. */
  public double percentile(int percent) {
    if (values.isEmpty()) {
      return Double.NaN;
    }
    Collections.sort(values);
    int rank = Math.max(1, (int) Math.ceil(values.size() * percent / 100.0));
    return Math.round(values.get(rank - 1) * 1_000) / 1_000.0;
  }
}
