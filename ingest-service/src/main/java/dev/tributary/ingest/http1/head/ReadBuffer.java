package dev.tributary.ingest.http1.head;

import java.util.Arrays;

/** Bytes of a connection that are read but not used yet. */
public final class ReadBuffer {
  private static final byte[] EMPTY = new byte[0];

  private byte[] bytes = EMPTY;
  private int from;
  private int to;
  private int searched;

  public int size() {
    return to - from;
  }

  public void add(byte[] more) {
    if (from == to) {
      bytes = more;
      from = 0;
      to = more.length;
      searched = 0;
      return;
    }
    byte[] joined = Arrays.copyOf(Arrays.copyOfRange(bytes, from, to), size() + more.length);
    System.arraycopy(more, 0, joined, size(), more.length);
    searched = Math.max(0, searched - from);
    to = joined.length;
    from = 0;
    bytes = joined;
  }

  /** The next bytes, at most so many; empty when there are none. */
  public byte[] take(int most) {
    int size = Math.min(most, size());
    if (size == bytes.length) {
      byte[] all = bytes;
      clear();
      return all;
    }
    byte[] taken = Arrays.copyOfRange(bytes, from, from + size);
    from += size;
    searched = Math.max(searched, from);
    return taken;
  }

  private void clear() {
    bytes = EMPTY;
    from = 0;
    to = 0;
    searched = 0;
  }

  public byte takeByte() {
    return bytes[from++];
  }

  public void keepLast(int most) {
    from = Math.max(from, to - most);
    searched = from;
  }

  public boolean startsWithEmptyLine() {
    return size() >= 2 && bytes[from] == '\r' && bytes[from + 1] == '\n';
  }

  /** Size of the head that begins here, with the empty line that ends it, or -1 while it lacks. */
  public int headEnd() {
    for (int i = Math.max(from, searched - 3); i < to; i++) {
      if (bytes[i] != '\n') {
        continue;
      }
      if (i + 1 < to && bytes[i + 1] == '\n') {
        return i + 2 - from;
      }
      if (i + 2 < to && bytes[i + 1] == '\r' && bytes[i + 2] == '\n') {
        return i + 3 - from;
      }
    }
    searched = to;
    return -1;
  }
}
