package dev.tributary.ledger.account;

/**
 * Two figures of one commit that must be equal and are not.
 *
 * @param sequence the commit's number
 * @param what which figures, and of which lane
 * @param expected the figure of the lane ranges
 * @param found the other one
 */
public record Difference(long sequence, String what, long expected, long found) {
  /** How many records it is about. */
  public long size() {
    return Math.abs(expected - found);
  }

  @Override
  public String toString() {
    return "commit " + sequence + ": " + what + " (ranges=" + expected + ", found=" + found + ")";
  }
}
