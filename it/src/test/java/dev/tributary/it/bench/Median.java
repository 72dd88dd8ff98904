package dev.tributary.it.bench;

import java.util.stream.DoubleStream;

/** The middle of what several rounds gave. */
public final class Median {
  private Median() {}

  /** Between the two in the middle when their number is even; NaN for none. */
  public static double of(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
