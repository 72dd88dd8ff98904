package dev.tributary.schemas.json;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Room for the hashes of the names of wide objects, which one record leaves to the next: a record
 * of 10,000 names would make 256 KiB of arrays that grow. Thread safe.
 */
public final class HashRoom {
  /** Room of a record that has few names. */
  static final int LEAST = 16;

  /** An object as wide as one may be has room in it. */
  private static final int MOST_KEPT = 16 * 1024;

  private final AtomicReference<long[]> kept = new AtomicReference<>();

  /** Larger room that begins as the full one. */
  long[] grow(long[] full) {
    long[] larger = full.length == LEAST ? kept.getAndSet(null) : null;
    if (larger == null) {
      return Arrays.copyOf(full, 2 * full.length);
    }
    System.arraycopy(full, 0, larger, 0, full.length);
    return larger;
  }

  /** Takes back room that nobody uses any more. */
  void leave(long[] unused) {
    if (unused.length > LEAST && unused.length <= MOST_KEPT) {
      kept.set(unused);
    }
  }
}
