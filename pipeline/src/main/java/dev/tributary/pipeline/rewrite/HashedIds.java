package dev.tributary.pipeline.rewrite;

/** Hashes of IDs, 16 bytes each: a partition may have millions. */
final class HashedIds {
  private static final int SLOTS_AN_ID = 4;

  private final long[] slots;
  private boolean hasZero;

  /** For so many at most. */
  HashedIds(long most) {
    long limit = Math.min(Integer.MAX_VALUE / 2, Runtime.getRuntime().maxMemory() / 2 / Long.BYTES);
    long wanted = Math.max(16, Long.highestOneBit(Math.max(1, most)) * SLOTS_AN_ID);
    if (wanted > limit) {
      throw new IllegalStateException(
          "Cannot look for duplicates among so many rows: give it more heap, or keep them (rows="
              + most
              + ", limit="
              + limit / SLOTS_AN_ID
              + ")");
    }
    slots = new long[(int) wanted];
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
