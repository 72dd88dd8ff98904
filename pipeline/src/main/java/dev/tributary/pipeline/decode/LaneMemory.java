package dev.tributary.pipeline.decode;

import dev.tributary.pipeline.coding.Bytes;
import dev.tributary.pipeline.dedupe.Deduplicator;
import dev.tributary.pipeline.dedupe.EventHash;
import dev.tributary.pipeline.dedupe.FirstSeen;
import dev.tributary.pipeline.dedupe.SeenTable;
import dev.tributary.pipeline.job.LaunchEndedException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.beam.sdk.state.MapState;

/**
 * What one lane remembers: its next offset and the events that it has seen. Keyed state is the
 * truth; this is its picture in memory, which is read when the state was written by somebody else
 * since, and written to the state at the end of each element. There the new events of an element
 * are one entry, a run; {@link SeenTable#BLOCK} of them become one entry, so a snapshot has few
 * entries to copy and to write.
 *
 * <p>The state's keys: {@link #HEAD} for the next offset, the running time bucket, the mark of who
 * wrote last, the sizes of the three buckets and the format; {@link #LATE_HOURS}, once there are
 * any; and for each bucket its blocks and, since the last of them, its runs, numbered. The numbers
 * of the runs start at 0 again after each block: nothing has to be removed, and what is past the
 * bucket's size is old.
 */
final class LaneMemory implements Deduplicator.Buckets {
  // A key: bits 30 and 29 are the bucket, 3 for none; bit 28 tells a block from a run; then its
  // number.
  private static final int HEAD = 3 << 29;
  private static final int LATE_HOURS = HEAD + 1;
  private static final int BLOCKS = 1 << 28;
  private static final int SIZES = 24;
  private static final int FORMAT_AT = SIZES + 3 * Integer.BYTES;

  /** Changes with what a sighting holds. 2: the hash of data is that of its JSON value. */
  private static final int FORMAT = 2;

  private static final long NONE = Long.MIN_VALUE;

  private final SeenTable[] buckets = {new SeenTable(), new SeenTable(), new SeenTable()};
  private final int[] stored = new int[buckets.length]; // how many sightings the state has
  private final int[] runs = new int[buckets.length];
  private MapState<Integer, byte[]> state;
  private long bundle = NONE;
  private long mark = NONE;
  private long next = NONE;
  private Long current; // boxed once a bucket, it is asked at each event
  private LateHours lateHours = new LateHours();
  private boolean changed;
  private boolean open;

  /**
   * Takes the state as this element's call has it.
   *
   * @param bundleNow the number of the running bundle; only between bundles others write the state
   * @return whether this is the lane's first element of the bundle
   */
  boolean open(MapState<Integer, byte[]> stateNow, long bundleNow) {
    state = stateNow;
    boolean failedHalfWay = open;
    open = true;
    if (bundle == bundleNow && !failedHalfWay) {
      return false;
    }
    bundle = bundleNow;
    byte[] head = state.get(HEAD).read();
    if (head == null || failedHalfWay || Bytes.getLong(head, 16) != mark) {
      load(head);
    }
    mark = ThreadLocalRandom.current().nextLong();
    changed = true;
    return true;
  }

  private void load(byte[] head) {
    checkFormat(head);
    next = head == null ? NONE : Bytes.getLong(head, 0);
    current = head == null || Bytes.getLong(head, 8) == NONE ? null : Bytes.getLong(head, 8);
    Map<Integer, byte[]> all = new HashMap<>();
    state.entries().read().forEach(entry -> all.put(entry.getKey(), entry.getValue()));
    for (int slot = 0; slot < buckets.length; slot++) {
      forget(slot);
      int size = head == null ? 0 : Bytes.getInt(head, SIZES + 4 * slot);
      for (int n = 0; n < size / SeenTable.BLOCK; n++) {
        buckets[slot].append(all.get(keyOf(slot) | BLOCKS | n));
      }
      while (buckets[slot].size() < size) {
        buckets[slot].append(all.get(keyOf(slot) | runs[slot]++));
      }
      stored[slot] = size;
    }
    lateHours = LateHours.of(all.get(LATE_HOURS));
  }

  private static void checkFormat(byte[] head) {
    boolean known =
        head == null
            || head.length == FORMAT_AT + Integer.BYTES && Bytes.getInt(head, FORMAT_AT) == FORMAT;
    if (!known) {
      throw LaunchEndedException.because(
          "The restored state is of another version, whose event ids say nothing to this one."
              + " Launch without the savepoint (--resume=none): the log alone is enough.");
    }
  }

  /** The lane's next offset, or null where the state has none. */
  Long next() {
    return next == NONE ? null : next;
  }

  /** The hours of the past that late events have entered. */
  LateHours lateHours() {
    return lateHours;
  }

  /** Sets the lane's next offset, and writes what is not in the state yet. */
  void close(long nextNow) {
    open = false;
    if (lateHours.takeChanged()) {
      state.put(LATE_HOURS, lateHours.bytes());
    }
    if (next != nextNow || changed) {
      next = nextNow;
      changed = false;
      byte[] head = new byte[FORMAT_AT + Integer.BYTES];
      Bytes.putInt(head, FORMAT_AT, FORMAT);
      Bytes.putLong(head, 0, next);
      Bytes.putLong(head, 8, current == null ? NONE : current);
      Bytes.putLong(head, 16, mark);
      for (int slot = 0; slot < buckets.length; slot++) {
        store(slot);
        Bytes.putInt(head, SIZES + 4 * slot, buckets[slot].size());
      }
      state.put(HEAD, head);
    }
  }

  private void store(int slot) {
    SeenTable bucket = buckets[slot];
    int full = bucket.size() / SeenTable.BLOCK;
    for (int n = stored[slot] / SeenTable.BLOCK; n < full; n++) {
      state.put(keyOf(slot) | BLOCKS | n, bucket.block(n));
      stored[slot] = (n + 1) * SeenTable.BLOCK;
      runs[slot] = 0;
    }
    if (stored[slot] < bucket.size()) {
      state.put(keyOf(slot) | runs[slot]++, bucket.run(stored[slot]));
      stored[slot] = bucket.size();
    }
  }

  @Override
  public Long current() {
    return current;
  }

  @Override
  public void current(long bucket) {
    current = bucket;
    changed = true;
  }

  @Override
  public FirstSeen find(int slot, EventHash key) {
    return buckets[slot].find(key);
  }

  @Override
  public void add(int slot, EventHash key, FirstSeen sighting) {
    buckets[slot].add(key, sighting);
    changed = true;
  }

  @Override
  public void clear(int slot) {
    for (int n = 0; n < stored[slot] / SeenTable.BLOCK; n++) {
      state.remove(keyOf(slot) | BLOCKS | n);
    }
    forget(slot);
    changed = true;
  }

  private void forget(int slot) {
    buckets[slot].clear();
    stored[slot] = 0;
    runs[slot] = 0;
  }

  private static int keyOf(int slot) {
    return slot << 29;
  }
}
