package dev.tributary.it.patterns;

/**
 * A place in the product where a regular expression is made.
 *
 * @param type the outermost class, without its package
 * @param pattern the expression, or {@link #COMPUTED}
 */
record PatternCall(String type, String pattern) implements Comparable<PatternCall> {
  /** Instead of an expression that is no constant. */
  static final String COMPUTED = "(computed)";

  /** {@code String.split} searches for one such character without an expression. */
  private static final String SPECIAL = ".$|()[{^?*+\\";

  /** Whether it is no expression at all: {@code split} by one plain character. */
  boolean isPlain() {
    return pattern.length() == 1 && SPECIAL.indexOf(pattern.charAt(0)) < 0;
  }

  @Override
  public int compareTo(PatternCall other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return type + " " + pattern;
  }
}
