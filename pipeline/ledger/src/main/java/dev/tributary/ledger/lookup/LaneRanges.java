package dev.tributary.ledger.lookup;

import java.util.Arrays;

/** The newest ranges of one lane: where each ends, and which batch it is of. */
final class LaneRanges {
  /** What one range takes. */
  static final int BYTES = 2 * Long.BYTES;

  private long[] ends = new long[16];
  private long[] batches = new long[16];
  private int first;
  private int end;

  /** Adds the next range; it ends behind all others. */
  void add(long to, long batch) {
    if (end == ends.length) {
      makeRoom();
    }
    ends[end] = to;
    batches[end] = batch;
    end++;
  }

  private void makeRoom() {
    int size = end - first;
    int length = Math.max(16, size > ends.length / 2 ? ends.length + ends.length / 2 : ends.length);
    ends = Arrays.copyOf(Arrays.copyOfRange(ends, first, end), length);
    batches = Arrays.copyOf(Arrays.copyOfRange(batches, first, end), length);
    first = 0;
    end = size;
  }

  /** Forgets the oldest one. */
  void removeFirst() {
    first++;
  }

  /** The batch of the first range that ends behind the offset; -1 where there is none. */
  long batchOf(long offset) {
    int at = Arrays.binarySearch(ends, first, end, offset + 1);
    int found = at >= 0 ? at : -at - 1;
    return found < end ? batches[found] : -1;
  }
}
