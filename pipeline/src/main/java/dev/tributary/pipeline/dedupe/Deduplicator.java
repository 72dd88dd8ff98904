package dev.tributary.pipeline.dedupe;

import dev.tributary.pipeline.lane.RecordTimes;
import java.util.OptionalLong;

/**
 * Which events a lane has seen lately. Time is cut into buckets as long as the deduplication
 * window; the running one and the one before it are asked, so an event is remembered for one to two
 * windows. The oldest of the three buckets is emptied when time enters a new one: no timer per id,
 * and the state is bounded by what arrives in two windows.
 */
public final class Deduplicator {
  /** What one event is, next to those seen before. */
  public enum Verdict {
    /** Not seen before, or this very record again. */
    FIRST,
    /** Seen, with the same data. */
    DUPLICATE,
    /** Seen, with other data. */
    CONFLICT
  }

  /** The state of one lane, wherever a runner keeps it. Buckets are numbered 0 to 2. */
  public interface Buckets {
    /** The number of the newest time bucket, or null before the first event. */
    Long current();

    /** Sets the number of the newest time bucket. */
    void current(long bucket);

    /** The sighting of the key in a bucket, or null. */
    FirstSeen find(int bucket, EventHash key);

    /** Adds a sighting to a bucket. */
    void add(int bucket, EventHash key, FirstSeen sighting);

    /** Empties a bucket. */
    void clear(int bucket);
  }

  private static final int BUCKETS = 3;

  private final long windowMillis;

  /** Remembers for one to two windows of this length in milliseconds. */
  public Deduplicator(long windowMillis) {
    this.windowMillis = windowMillis;
  }

  /**
   * Judges one event and remembers it.
   *
   * @param timeMillis the record's time, as far as it is believed ({@link RecordTimes}): time that
   *     went back counts as the newest
   */
  public Verdict judge(EventHash key, FirstSeen sighting, long timeMillis, Buckets buckets) {
    long current = advance(Math.floorDiv(timeMillis, windowMillis), buckets);
    FirstSeen before = find(current, key, buckets);
    if (before == null) {
      buckets.add(slot(current), key, sighting);
      return Verdict.FIRST;
    }
    if (before.offset() == sighting.offset()) {
      return Verdict.FIRST;
    }
    return before.dataHash() == sighting.dataHash() ? Verdict.DUPLICATE : Verdict.CONFLICT;
  }

  /** Where the key was first seen, in what is remembered now; null where it was not. */
  public FirstSeen first(EventHash key, Buckets buckets) {
    return find(buckets.current(), key, buckets);
  }

  private static FirstSeen find(long current, EventHash key, Buckets buckets) {
    FirstSeen found = buckets.find(slot(current), key);
    return found != null ? found : buckets.find(slot(current - 1), key);
  }

  /** Remembers another sighting than the first: that one does not count. */
  public void replace(EventHash key, FirstSeen sighting, Buckets buckets) {
    buckets.add(slot(buckets.current()), key, sighting);
  }

  /** The time that the lane has reached, ms since the epoch; none before its first event. */
  public OptionalLong newest(Buckets buckets) {
    Long current = buckets.current();
    return current == null ? OptionalLong.empty() : OptionalLong.of(current * windowMillis);
  }

  private static long advance(long bucket, Buckets buckets) {
    Long current = buckets.current();
    if (current == null) {
      buckets.current(bucket);
      return bucket;
    }
    if (bucket <= current) {
      return current;
    }
    for (long b = Math.max(current + 1, bucket - BUCKETS + 1); b <= bucket; b++) {
      buckets.clear(slot(b));
    }
    buckets.current(bucket);
    return bucket;
  }

  private static int slot(long bucket) {
    return (int) Math.floorMod(bucket, (long) BUCKETS);
  }
}
