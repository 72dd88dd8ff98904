package dev.tributary.schemas.json;

import java.util.Arrays;

/**
 * Goes through values of any shape and hashes them as {@link JsonHash} does, without a token and
 * without a text. Escapes, and names that occur twice, are gone through but not hashed. One thread.
 */
public final class FastValue {
  private static final int MAX_DEPTH = Long.SIZE;

  private final JsonScanner json;
  private final byte[] bytes;
  private final HashRoom room;
  private long hash;
  private boolean hashed;
  private long[] names = new long[HashRoom.LEAST]; // the hashes of the names of all open objects
  private int open;

  /**
   * @param room gives room for wide objects, and gets it back by {@link #leaveRoom}
   */
  public FastValue(JsonScanner json, byte[] bytes, HashRoom room) {
    this.json = json;
    this.bytes = bytes;
    this.room = room;
  }

  /** Leaves its room to others, at the end: nothing can be read any more. */
  public void leaveRoom() {
    long[] unused = names;
    names = null;
    room.leave(unused);
  }

  /** Forgets what was read. */
  public void reset() {
    open = 0;
    hashed = true;
  }

  /** The hash of the value that was read last. */
  public long hash() {
    return hash;
  }

  /** Whether all that was read since {@link #reset} could be hashed. */
  public boolean isHashed() {
    return hashed;
  }

  /** What follows the value that begins here, or {@link JsonScanner#NOT_PLAIN}. */
  public int read(int from) {
    return read(from, 0);
  }

  private int read(int from, int depth) {
    switch (json.at(from)) {
      case '{':
        return depth == MAX_DEPTH ? JsonScanner.NOT_PLAIN : object(from, depth + 1);
      case '[':
        return depth == MAX_DEPTH ? JsonScanner.NOT_PLAIN : array(from, depth + 1);
      case '"':
        return text(from);
      case 't':
        hash = JsonHash.TRUE;
        return json.skipWord(from, "true");
      case 'f':
        hash = JsonHash.FALSE;
        return json.skipWord(from, "false");
      case 'n':
        hash = JsonHash.NULL;
        return json.skipWord(from, "null");
      default:
        int end = json.skipNumber(from);
        hash = end < 0 ? 0 : JsonHash.number(bytes, from, end);
        return end;
    }
  }

  /** What follows the string that begins here. */
  int text(int from) {
    int end = json.skipString(from + 1);
    if (end > 0 && !json.hadEscapes()) {
      hash = JsonHash.text(bytes, from + 1, end - 1);
    } else {
      hashed = false;
    }
    return end;
  }

  private int array(int from, int depth) {
    long array = JsonHash.ARRAY;
    int at = json.space(from + 1);
    if (json.at(at) != ']') {
      at--;
      do {
        int end = read(json.space(at + 1), depth);
        if (end < 0) {
          return end;
        }
        array = JsonHash.element(array, hash);
        at = json.space(end);
      } while (json.at(at) == ',');
    }
    hash = array;
    return json.at(at) == ']' ? at + 1 : JsonScanner.NOT_PLAIN;
  }

  private int object(int from, int depth) {
    int outer = begin();
    long sum = 0;
    int at = json.space(from + 1);
    if (json.at(at) != '}') {
      at--;
      do {
        int name = json.space(at + 1);
        int quote = json.name(name);
        int value = json.afterName(quote);
        if (value < 0) {
          return value;
        }
        boolean plain = !json.hadEscapes();
        int end = read(value, depth);
        if (end < 0) {
          return end;
        }
        hashed &= plain;
        sum += member(JsonHash.text(bytes, name + 1, quote));
        at = json.space(end);
      } while (json.at(at) == ',');
    }
    return json.at(at) == '}' && end(outer, sum) ? at + 1 : JsonScanner.NOT_PLAIN;
  }

  /** Begins an object. What {@link #end} wants to know. */
  public int begin() {
    return open;
  }

  /** Takes the value that was read last as a member. What it adds to the object's sum. */
  public long member(long name) {
    if (open == names.length) {
      names = room.grow(names);
    }
    names[open++] = name;
    return JsonHash.member(name, hash);
  }

  /** Ends an object; the last read is that then. False where it has too many members. */
  public boolean end(int outer, long sum) {
    hashed = hashed && areDistinct(outer);
    int members = open - outer;
    open = outer;
    hash = JsonHash.object(sum);
    return members <= JsonReader.MAX_MEMBERS;
  }

  private boolean areDistinct(int from) {
    long seen = 0;
    for (int i = from; i < open; i++) {
      seen |= 1L << names[i];
    }
    if (Long.bitCount(seen) == open - from) {
      return true;
    }
    Arrays.sort(names, from, open);
    for (int i = from + 1; i < open; i++) {
      if (names[i] == names[i - 1]) {
        return false;
      }
    }
    return true;
  }
}
