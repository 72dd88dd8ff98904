package dev.tributary.pipeline.dedupe;

import dev.tributary.pipeline.coding.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table of sightings by event key in some 40 bytes each: the sightings as bytes in blocks, in the
 * order of their coming, and a hash table of their numbers. Of a key that came twice the later one
 * counts. A block that is full never changes again, so a state may share it. One thread.
 */
public final class SeenTable {
  /** How many sightings fill a block. */
  public static final int BLOCK = 4096;

  /** The bytes of one sighting: its key's two halves, its offset, the hash of its data. */
  private static final int ENTRY = 28;

  private static final int SMALLEST = 1024;

  private final List<byte[]> blocks = new ArrayList<>();
  private int size;

  /**
   * 0 where it is empty. Else, in the bits that an index of the table has, 1 + the number of a
   * sighting, and above them the same bits of its key's hash: so that a slot of another key is told
   * apart here, without a look into a block that is in no cache.
   */
  private int[] slots = new int[SMALLEST];

  /** How many sightings there are, those included that a later one replaced. */
  public int size() {
    return size;
  }

  /** The latest sighting of the key, or null. */
  public FirstSeen find(EventHash key) {
    int slot = slotOf(key.high(), key.low());
    if (slots[slot] == 0) {
      return null;
    }
    int number = numberIn(slot);
    byte[] block = blocks.get(number / BLOCK);
    int at = at(number);
    return new FirstSeen(Bytes.getLong(block, at + 16), Bytes.getInt(block, at + 24));
  }

  /** Adds a sighting. Where there is no memory for it, nothing has changed. */
  public void add(EventHash key, FirstSeen sighting) {
    roomForOneMore();
    byte[] block = roomy();
    int at = at(size);
    Bytes.putLong(block, at, key.high());
    Bytes.putLong(block, at + 8, key.low());
    Bytes.putLong(block, at + 16, sighting.offset());
    Bytes.putInt(block, at + 24, sighting.dataHash());
    place(size++);
  }

  /** Adds sightings from their bytes, all of one block: a run, or a full block where one begins. */
  public void append(byte[] entries) {
    int added = entries.length / ENTRY;
    if (added == BLOCK) {
      blocks.add(entries);
    } else {
      System.arraycopy(entries, 0, roomy(), at(size), entries.length);
    }
    for (int i = 0; i < added; i++) {
      roomForOneMore();
      place(size++);
    }
  }

  private byte[] roomy() {
    if (size / BLOCK == blocks.size()) {
      blocks.add(new byte[BLOCK * ENTRY]);
    }
    return blocks.get(size / BLOCK);
  }

  /** The bytes of the sightings from that number on, which are all in the newest block. */
  public byte[] run(int from) {
    byte[] block = blocks.get(from / BLOCK);
    return Arrays.copyOfRange(block, at(from), at(from) + (size - from) * ENTRY);
  }

  /** The block of that number, which is full. */
  public byte[] block(int number) {
    return blocks.get(number);
  }

  /** Forgets all. */
  public void clear() {
    blocks.clear();
    size = 0;
    slots = new int[SMALLEST];
  }

  private void roomForOneMore() {
    if (2L * size >= slots.length) {
      slots = new int[2 * slots.length];
      for (int each = 0; each < size; each++) { // in their order: blocks are read as they lie
        place(each);
      }
    }
  }

  private void place(int number) {
    byte[] block = blocks.get(number / BLOCK);
    int at = at(number);
    long low = Bytes.getLong(block, at + 8);
    int mask = slots.length - 1;
    slots[slotOf(Bytes.getLong(block, at), low)] = (EventHash.hash(low) & ~mask) | (number + 1);
  }

  private int numberIn(int slot) {
    return (slots[slot] & (slots.length - 1)) - 1;
  }

  /** Where the key is, or the empty slot where it would be. */
  private int slotOf(long high, long low) {
    int mask = slots.length - 1;
    int hash = EventHash.hash(low);
    int slot = hash & mask;
    while (slots[slot] != 0
        && (((slots[slot] ^ hash) & ~mask) != 0 || !holds(numberIn(slot), high, low))) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean holds(int number, long high, long low) {
    byte[] block = blocks.get(number / BLOCK);
    int at = at(number);
    return Bytes.getLong(block, at + 8) == low && Bytes.getLong(block, at) == high;
  }

  private static int at(int number) {
    return number % BLOCK * ENTRY;
  }
}
