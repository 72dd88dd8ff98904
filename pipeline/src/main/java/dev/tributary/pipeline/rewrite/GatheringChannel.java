package dev.tributary.pipeline.rewrite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Gathers the many small writes of a Parquet file, and counts its bytes. One thread. */
final class GatheringChannel implements WritableByteChannel {
  private static final int GATHERED_BYTES = 64 << 10;

  private final WritableByteChannel file;
  private final ByteBuffer gathered = ByteBuffer.allocate(GATHERED_BYTES);
  private long bytes;

  GatheringChannel(WritableByteChannel file) {
    this.file = file;
  }

  /** How much was written so far. */
  long bytes() {
    return bytes;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    int length = source.remaining();
    if (length > gathered.remaining()) {
      drain(gathered.flip());
      gathered.clear();
    }
    if (length > gathered.capacity()) {
      drain(source);
    } else {
      gathered.put(source);
    }
    bytes += length;
    return length;
  }

  private void drain(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      file.write(buffer);
    }
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  @Override
  public void close() throws IOException {
    if (file.isOpen()) {
      try (file) {
        drain(gathered.flip());
      }
    }
  }
}
