package dev.tributary.ledger.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.LongConsumer;

/**
 * Offsets of one lane, ascending. As JSON: the first one, then each one's distance from the one
 * before, which is a digit or two.
 */
public final class Offsets {
  /** No offsets. */
  public static final Offsets NONE = new Offsets(new long[0]);

  private final long[] ascending;

  private Offsets(long[] ascending) {
    this.ascending = ascending;
  }

  /** Of these, which ascend. */
  public static Offsets of(Collection<Long> ascending) {
    return of(ascending.stream().mapToLong(Long::longValue).toArray());
  }

  /** Of these, which ascend. */
  public static Offsets of(long... ascending) {
    long[] copy = ascending.clone();
    for (int i = 0; i < copy.length; i++) {
      if (copy[i] < 0 || i > 0 && copy[i] <= copy[i - 1]) {
        throw new IllegalArgumentException("Offsets must ascend from 0: " + copy[i]);
      }
    }
    return new Offsets(copy);
  }

  @JsonCreator
  static Offsets read(long[] distances) {
    long[] offsets = distances.clone();
    for (int i = 1; i < offsets.length; i++) {
      offsets[i] += offsets[i - 1];
    }
    return of(offsets);
  }

  @JsonValue
  long[] distances() {
    long[] distances = ascending.clone();
    for (int i = distances.length - 1; i > 0; i--) {
      distances[i] -= distances[i - 1];
    }
    return distances;
  }

  /** How many. */
  public int size() {
    return ascending.length;
  }

  /** True when there are none. */
  public boolean isEmpty() {
    return ascending.length == 0;
  }

  /** True when the offset is among them. */
  public boolean has(long offset) {
    return Arrays.binarySearch(ascending, offset) >= 0;
  }

  /** How many of them are not before an offset. */
  public int countFrom(long offset) {
    int at = Arrays.binarySearch(ascending, offset);
    return ascending.length - (at < 0 ? -at - 1 : at);
  }

  /** Gives out each, ascending. */
  public void each(LongConsumer out) {
    Arrays.stream(ascending).forEach(out);
  }

  /** Those from one index to before another. */
  Offsets part(int from, int to) {
    return new Offsets(Arrays.copyOfRange(ascending, from, to));
  }

  /** About how many characters one takes as JSON. */
  int length(int index) {
    long written = index == 0 ? ascending[0] : ascending[index] - ascending[index - 1];
    return Long.toString(written).length() + 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Offsets that && Arrays.equals(ascending, that.ascending);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ascending);
  }

  @Override
  public String toString() {
    return Arrays.toString(ascending);
  }
}
