package dev.tributary.pipeline.audit.found;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Digests of the contents of one lane's rows, in blocks of offsets: it takes a few bytes a block,
 * and says which block has other contents elsewhere. One thread.
 */
public final class ContentSums {
  private static final int BLOCK_SHIFT = 10;

  /**
   * How many rows, the sums of both halves of their digests, and the sum of each first half times
   * the offset's place in the block, which tells where one row differs.
   */
  private static final int SUMS = 4;

  private final Map<Long, long[]> blocks = new TreeMap<>();
  private long lastBlock = -1;
  private long[] last;

  /** Adds a row. */
  public void add(long offset, ContentDigest digest) {
    long block = offset >> BLOCK_SHIFT;
    if (block != lastBlock) {
      last = blocks.computeIfAbsent(block, first -> new long[SUMS]);
      lastBlock = block;
    }
    last[0]++;
    last[1] += digest.high();
    last[2] += digest.low();
    last[3] += digest.high() * place(offset);
  }

  /** From 1 on. */
  private static long place(long offset) {
    return (offset & (1L << BLOCK_SHIFT) - 1) + 1;
  }

  /** Adds other rows. */
  public void addAll(ContentSums other) {
    other.blocks.forEach(
        (block, sums) -> {
          long[] all = blocks.computeIfAbsent(block, first -> new long[SUMS]);
          Arrays.setAll(all, i -> all[i] + sums[i]);
        });
  }

  /** Gives out where the others differ, of the blocks that have as many rows in both. */
  public void eachDifference(ContentSums others, Consumer<String> out) {
    blocks.forEach(
        (block, sums) -> {
          long[] other = others.blocks.get(block);
          if (other != null && other[0] == sums[0] && !Arrays.equals(sums, other)) {
            out.accept(where(block, sums, other));
          }
        });
  }

  private static String where(long block, long[] some, long[] others) {
    long first = block << BLOCK_SHIFT;
    long end = block + 1 << BLOCK_SHIFT;
    long difference = some[1] - others[1];
    for (long offset = first; offset < end && difference != 0; offset++) {
      if (difference * place(offset) == some[3] - others[3]) {
        return "offset " + offset;
      }
    }
    return "offsets " + first + " to " + (end - 1);
  }
}
