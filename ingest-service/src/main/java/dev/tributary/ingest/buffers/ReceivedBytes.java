package dev.tributary.ingest.buffers;

import java.util.Arrays;
import java.util.zip.Inflater;

/**
 * The bytes of a body as they come, in chunks of {@link Buffers#CHUNK_BYTES}; a body that is known
 * to be smaller has one of its own. For one thread.
 */
public final class ReceivedBytes {
  private byte[][] chunks = new byte[1][];
  private int used;
  private int room;
  private int size;

  /** These bytes, as if they had come. */
  public static ReceivedBytes of(byte[] bytes) {
    ReceivedBytes received = new ReceivedBytes();
    for (int from = 0; from < bytes.length; from += Buffers.CHUNK_BYTES) {
      received.add(Arrays.copyOfRange(bytes, from, from + Buffers.CHUNK_BYTES));
      received.came(Math.min(Buffers.CHUNK_BYTES, bytes.length - from));
    }
    return received;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** The byte there. */
  public byte at(int index) {
    return chunks[index / Buffers.CHUNK_BYTES][index % Buffers.CHUNK_BYTES];
  }

  /** Whether there is no room for one more. */
  public boolean isFull() {
    return size == room;
  }

  /** Gives room; only when the last one is full. */
  public void add(byte[] chunk) {
    if (used == chunks.length) {
      chunks = Arrays.copyOf(chunks, 2 * used);
    }
    chunks[used++] = chunk;
    room += chunk.length;
  }

  /** The chunk that the next bytes go to. */
  public byte[] last() {
    return chunks[used - 1];
  }

  /** Where in it the next byte goes. */
  public int lastSize() {
    return last().length - (room - size);
  }

  /** So many bytes were put there. */
  public void came(int bytes) {
    size += bytes;
  }

  /** The first chunk, which has all of them when they are no more than a chunk. */
  public byte[] chunk() {
    return chunks[0];
  }

  /** Copies all of them to the array's begin. */
  public void copyTo(byte[] all) {
    for (int i = 0, from = 0; from < size; from += chunks[i++].length) {
      System.arraycopy(chunks[i], 0, all, from, Math.min(chunks[i].length, size - from));
    }
  }

  /** Gives the inflater the bytes from there to the chunk's end; how many that are. */
  public int feed(Inflater inflater, int from) {
    byte[] chunk = chunks[from / Buffers.CHUNK_BYTES];
    int at = from % Buffers.CHUNK_BYTES;
    int bytes = Math.min(chunk.length - at, size - from);
    inflater.setInput(chunk, at, bytes);
    return bytes;
  }

  /** Leaves all chunks to the next request: nothing of this one may be read any more. */
  void leaveTo(Buffers buffers) {
    size = 0;
    room = 0;
    while (used > 0) {
      buffers.leaveChunk(chunks[--used]);
      chunks[used] = null;
    }
  }
}
