package dev.tributary.pipeline.audit.found;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * A set of offsets of one lane: a bit for each, in chunks of 2 KiB where there are any. One thread.
 */
public final class OffsetBits {
  private static final int SHIFT = 14;
  private static final long NONE = Long.MIN_VALUE;
  private static final int OFFSETS = 1 << SHIFT;

  private final TreeMap<Long, long[]> chunks = new TreeMap<>();
  private long cachedNumber = NONE;
  private long[] cached;

  private long[] chunk(long offset) {
    long number = offset >> SHIFT;
    if (number != cachedNumber) {
      cachedNumber = number;
      cached = chunks.get(number);
    }
    return cached;
  }

  private static int word(long offset) {
    return (int) (offset & (OFFSETS - 1)) >> 6;
  }

  /** Adds the offset; false when it is there already. */
  public boolean add(long offset) {
    long[] words = chunk(offset);
    if (words == null) {
      words = new long[OFFSETS >> 6];
      chunks.put(offset >> SHIFT, words);
      cached = words;
    }
    long bit = 1L << offset;
    boolean isNew = (words[word(offset)] & bit) == 0;
    words[word(offset)] |= bit;
    return isNew;
  }

  /** Adds all from one offset to before another. */
  public void addRange(long from, long to) {
    for (long offset = from; offset < to; offset++) {
      add(offset);
    }
  }

  public void remove(long offset) {
    long[] words = chunk(offset);
    if (words != null) {
      words[word(offset)] &= ~(1L << offset);
    }
  }

  public boolean has(long offset) {
    long[] words = chunk(offset);
    return words != null && (words[word(offset)] & 1L << offset) != 0;
  }

  /** Adds all of the other. */
  public void addAll(OffsetBits other, LongConsumer twice) {
    for (Map.Entry<Long, long[]> entry : other.chunks.entrySet()) {
      long[] words = chunks.get(entry.getKey());
      if (words == null) {
        chunks.put(entry.getKey(), entry.getValue().clone());
      } else {
        for (int i = 0; i < words.length; i++) {
          long more = entry.getValue()[i];
          each(words[i] & more, (entry.getKey() << SHIFT) + (i << 6), twice);
          words[i] |= more;
        }
      }
    }
    cachedNumber = NONE;
  }

  private static void each(long word, long base, LongConsumer out) {
    for (long left = word; left != 0; left &= left - 1) {
      out.accept(base + Long.numberOfTrailingZeros(left));
    }
  }

  /** Gives out those that are in both, ascending. */
  public void eachAlsoIn(OffsetBits other, LongConsumer out) {
    chunks.forEach(
        (number, words) -> {
          long[] others = other.chunks.get(number);
          for (int i = 0; others != null && i < words.length; i++) {
            each(words[i] & others[i], (number << SHIFT) + (i << 6), out);
          }
        });
  }

  /** Gives out those that are not in the other, ascending. */
  public void eachNotIn(OffsetBits other, LongConsumer out) {
    chunks.forEach(
        (number, words) -> {
          long[] others = other.chunks.get(number);
          for (int i = 0; i < words.length; i++) {
            long left = others == null ? words[i] : words[i] & ~others[i];
            each(left, (number << SHIFT) + (i << 6), out);
          }
        });
  }

  /** The first one that is not below the offset, or -1. */
  public long next(long offset) {
    for (Map.Entry<Long, long[]> entry : chunks.tailMap(offset >> SHIFT, true).entrySet()) {
      long base = entry.getKey() << SHIFT;
      long from = Math.max(0, offset - base);
      for (int i = (int) (from >> 6); i < OFFSETS >> 6; i++) {
        long word = entry.getValue()[i];
        if (i == from >> 6) {
          word &= -1L << from;
        }
        if (word != 0) {
          return base + (i << 6) + Long.numberOfTrailingZeros(word);
        }
      }
    }
    return -1;
  }

  /** How many there are from one offset to before another. */
  public long count(long from, long to) {
    long count = 0;
    for (long at = from; at < to; ) {
      long[] words = chunk(at);
      long chunkEnd = Math.min(to, (at >> SHIFT) + 1 << SHIFT);
      if (words == null) {
        at = chunkEnd;
        continue;
      }
      while (at < chunkEnd) {
        long wordEnd = Math.min(chunkEnd, (at >> 6) + 1 << 6);
        long word = words[word(at)] >>> at;
        long bits = wordEnd - at;
        count += Long.bitCount(bits == Long.SIZE ? word : word & (1L << bits) - 1);
        at = wordEnd;
      }
    }
    return count;
  }

  /** How many there are. */
  public long size() {
    return chunks.values().stream()
        .mapToLong(words -> Arrays.stream(words).map(Long::bitCount).sum())
        .sum();
  }

  /** The last one, or -1. */
  public long last() {
    for (Map.Entry<Long, long[]> entry : chunks.descendingMap().entrySet()) {
      for (int i = entry.getValue().length - 1; i >= 0; i--) {
        if (entry.getValue()[i] != 0) {
          long top = Long.SIZE - 1 - Long.numberOfLeadingZeros(entry.getValue()[i]);
          return (entry.getKey() << SHIFT) + (i << 6) + top;
        }
      }
    }
    return -1;
  }
}
