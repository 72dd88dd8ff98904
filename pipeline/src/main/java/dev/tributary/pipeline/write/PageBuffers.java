package dev.tributary.pipeline.write;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.parquet.bytes.ByteBufferAllocator;

/**
 * Memory for the pages of files, which is used again: a file's pages live until it is closed, too
 * long for a young generation, and too short for an old one. Keeps a bounded number of bytes. One
 * thread.
 */
final class PageBuffers implements ByteBufferAllocator {
  private static final int SMALLEST_BITS = 6;
  private static final int SIZES = 15; // 64 bytes to 1 MiB, each twice the one before
  private static final long MAX_KEPT_BYTES = 32L << 20;

  private final List<Deque<byte[]>> kept = new ArrayList<>();
  private long keptBytes;

  PageBuffers() {
    for (int i = 0; i < SIZES; i++) {
      kept.add(new ArrayDeque<>());
    }
  }

  @Override
  public ByteBuffer allocate(int size) {
    int index = index(size);
    if (index >= SIZES) {
      return ByteBuffer.allocate(size);
    }
    byte[] array = kept.get(index).poll();
    if (array == null) {
      array = new byte[1 << SMALLEST_BITS + index];
    } else {
      keptBytes -= array.length;
    }
    return ByteBuffer.wrap(array, 0, size).slice();
  }

  @Override
  public void release(ByteBuffer buffer) {
    byte[] array = buffer.array();
    int index = index(array.length);
    if (index < SIZES && keptBytes + array.length <= MAX_KEPT_BYTES) {
      kept.get(index).push(array);
      keptBytes += array.length;
    }
  }

  /** Which of the sizes holds so many bytes; {@link #SIZES} or more where none does. */
  private static int index(int size) {
    return Math.max(0, Integer.SIZE - Integer.numberOfLeadingZeros(size - 1) - SMALLEST_BITS);
  }

  @Override
  public boolean isDirect() {
    return false;
  }
}
