package dev.tributary.pipeline.lake.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * Gathers small writes to a file, and counts its bytes: a Parquet footer is hundreds of writes, of
 * a few bytes each. One thread.
 */
public final class GatheringChannel implements WritableByteChannel {
  private static final int GATHERED_BYTES = 64 << 10;

  private final WritableByteChannel file;
  private final ByteBuffer gathered = ByteBuffer.allocate(GATHERED_BYTES);
  private Throwable failure;
  private long bytes;

  /** Writes to the file, which closing this closes. */
  public GatheringChannel(WritableByteChannel file) {
    this.file = file;
  }

  /** How much was written so far. */
  public long bytes() {
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
    try {
      while (buffer.hasRemaining()) {
        file.write(buffer);
      }
    } catch (IOException | RuntimeException e) {
      failure = e;
      throw e;
    }
  }

  /** Throws where the file is what failed, however Parquet has wrapped that. */
  public void checkSound(Throwable thrown) throws IOException {
    if (failure != null) {
      throw new IOException("Cannot write to a staged file: " + failure.getMessage(), thrown);
    }
  }

  /** Closes the file as it is: it is given up. */
  public void abandon() throws IOException {
    file.close();
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  /** Beam's sink closes it too, before its owner. */
  @Override
  public void close() throws IOException {
    if (!file.isOpen()) {
      return;
    }
    try (file) {
      drain(gathered.flip());
    }
  }
}
