package dev.tributary.pipeline.decode;

import dev.tributary.pipeline.coding.Bytes;
import dev.tributary.pipeline.dedupe.EventHash;
import java.util.HashSet;
import java.util.Set;

/**
 * The hours of the past that late events of undeclared types have entered in one lane. Each of them
 * is a folder that the client chose, with its file in each batch and its place in the metastore, so
 * only some new ones a minute are let in. One that was entered in this hour or the one before costs
 * nothing. Time is the lane's own: the same records enter the same hours, whenever they are read.
 * Bounded by what an hour lets in. One thread.
 */
final class LateHours {
  private static final long MINUTE_MILLIS = 60_000;
  private static final int MINUTES = 60;
  private static final int HEAD = 20;
  private static final int KEY = 16;

  private long minute = Long.MIN_VALUE;
  private int entered;
  private Set<EventHash> thisHour = new HashSet<>();
  private Set<EventHash> hourBefore = new HashSet<>();
  private boolean changed;

  /**
   * Enters an hour, or does not.
   *
   * @param hour the hour's number
   * @param timeMillis the record's time, as far as it is believed: time that went back is the
   *     newest
   * @param mostAMinute how many new ones a minute lets in
   */
  boolean enter(String eventType, long hour, long timeMillis, int mostAMinute) {
    advance(Math.floorDiv(timeMillis, MINUTE_MILLIS));
    EventHash key = EventHash.of(eventType, Long.toString(hour));
    if (thisHour.contains(key)) {
      return true;
    }
    boolean known = hourBefore.contains(key);
    boolean room = thisHour.size() < MINUTES * (long) mostAMinute;
    if (room && (known || entered < mostAMinute)) {
      entered += known ? 0 : 1;
      thisHour.add(key);
      changed = true;
      return true;
    }
    return known;
  }

  private void advance(long now) {
    if (now <= minute) {
      return;
    }
    long hours = Math.floorDiv(now, MINUTES) - Math.floorDiv(minute, MINUTES);
    if (hours > 0) {
      hourBefore = hours == 1 ? thisHour : new HashSet<>();
      thisHour = new HashSet<>();
    }
    minute = now;
    entered = 0;
    changed = true;
  }

  /** Whether anything is new since the last call. */
  boolean takeChanged() {
    boolean was = changed;
    changed = false;
    return was;
  }

  /** All that it holds. */
  byte[] bytes() {
    byte[] bytes = new byte[HEAD + KEY * (thisHour.size() + hourBefore.size())];
    Bytes.putLong(bytes, 0, minute);
    Bytes.putInt(bytes, 8, entered);
    Bytes.putInt(bytes, 12, thisHour.size());
    Bytes.putInt(bytes, 16, hourBefore.size());
    put(hourBefore, bytes, put(thisHour, bytes, HEAD));
    return bytes;
  }

  private static int put(Set<EventHash> keys, byte[] bytes, int from) {
    int at = from;
    for (EventHash key : keys) {
      Bytes.putLong(bytes, at, key.high());
      Bytes.putLong(bytes, at + 8, key.low());
      at += KEY;
    }
    return at;
  }

  /** What was held, from its bytes; nothing where there are none. */
  static LateHours of(byte[] bytes) {
    LateHours late = new LateHours();
    if (bytes != null) {
      late.minute = Bytes.getLong(bytes, 0);
      late.entered = Bytes.getInt(bytes, 8);
      int at = take(late.thisHour, Bytes.getInt(bytes, 12), bytes, HEAD);
      take(late.hourBefore, Bytes.getInt(bytes, 16), bytes, at);
    }
    return late;
  }

  private static int take(Set<EventHash> keys, int count, byte[] bytes, int from) {
    int at = from;
    for (int i = 0; i < count; i++) {
      keys.add(new EventHash(Bytes.getLong(bytes, at), Bytes.getLong(bytes, at + 8)));
      at += KEY;
    }
    return at;
  }
}
