package dev.tributary.pipeline.rewrite;

/** Hashes of IDs, 16 bytes each: a partition may have millions. */
final class HashedIds {
  private static final int MOST_SLOTS = 1 << 29;

  private final long[] slots;
  private boolean hasZero;

  /** For so many at most. */
  HashedIds(long most) {
    if (most > MOST_SLOTS / 2) {
      throw new IllegalStateException(
          "Cannot look for duplicates among so many rows: keep them (rows="
              + most
              + ", limit="
              + MOST_SLOTS / 2
              + ")");
    }
    slots = new long[Math.max(16, Integer.highestOneBit((int) Math.max(1, most)) * 4)];
  }

  /** Adds one; false when it was there. */
  boolean add(long hash) {
    if (hash == 0) {
      boolean isNew = !hasZero;
      hasZero = true;
      return isNew;
    }
    int at = (int) (hash >>> 32) & (slots.length - 1);
    while (slots[at] != 0) {
      if (slots[at] == hash) {
        return false;
      }
      at = (at + 1) & (slots.length - 1);
    }
    slots[at] = hash;
    return true;
  }
}
