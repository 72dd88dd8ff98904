package dev.tributary.it.bench.page;

/**
 * What a figure has to reach.
 *
 * @param bound on which side of the limit it has to be
 * @param limit the last value that is good
 */
record Target(Bound bound, double limit) {
  /** The side of the limit. */
  enum Bound {
    AT_MOST("≤"),
    AT_LEAST("≥");

    private final String sign;

    Bound(String sign) {
      this.sign = sign;
    }
  }

  static Target atMost(double limit) {
    return new Target(Bound.AT_MOST, limit);
  }

  static Target atLeast(double limit) {
    return new Target(Bound.AT_LEAST, limit);
  }

  boolean isMetBy(double value) {
    return bound == Bound.AT_MOST ? value <= limit : value >= limit;
  }

  @Override
  public String toString() {
    return bound.sign + " " + Row.text(limit);
  }
}
