package dev.tributary.ingest.buffers;

import java.util.ArrayDeque;

/**
 * Arrays for bodies that one request leaves to the next. What is kept grows old once, and no
 * collection of garbage copies it again; arrays made for each body would be copied while they fill.
 * They still hold the bytes of the request before: who uses one must count what is its own. Thread
 * safe.
 */
public final class Buffers {
  /** Size of a chunk. */
  public static final int CHUNK_BYTES = 8 * 1024;

  private final int mostChunks;
  private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
  private byte[] room = new byte[0];

  /**
   * @param mostBytes of chunks that are kept while nobody needs them; beside them one room is kept
   */
  public Buffers(long mostBytes) {
    this.mostChunks = (int) Math.min(Integer.MAX_VALUE, mostBytes / CHUNK_BYTES);
  }

  /** A chunk, perhaps with bytes of another request in it. */
  public byte[] chunk() {
    byte[] kept = keptChunk();
    return kept == null ? new byte[CHUNK_BYTES] : kept;
  }

  private synchronized byte[] keptChunk() {
    return chunks.pollLast();
  }

  /** Takes back the chunks of a body, which must not be read any more. */
  public void leave(ReceivedBytes received) {
    received.leaveTo(this);
  }

  synchronized void leaveChunk(byte[] chunk) {
    if (chunk.length == CHUNK_BYTES && chunks.size() < mostChunks) {
      chunks.addLast(chunk);
    }
  }

  /** An array of at least so many bytes, perhaps with bytes of another request in it. */
  public byte[] room(int bytes) {
    byte[] kept = keptRoom(bytes);
    return kept == null ? new byte[bytes] : kept;
  }

  private synchronized byte[] keptRoom(int bytes) {
    byte[] kept = room;
    if (kept.length < bytes) {
      return null;
    }
    room = new byte[0];
    return kept;
  }

  /** Takes back a room; the larger one is kept. */
  public synchronized void leaveRoom(byte[] unused) {
    if (unused.length > room.length) {
      room = unused;
    }
  }

  /** Bytes that are kept while nobody needs them. */
  public synchronized long keptBytes() {
    return (long) chunks.size() * CHUNK_BYTES + room.length;
  }
}
