package dev.tributary.pipeline.write;

import dev.tributary.pipeline.commit.StagedFile;
import dev.tributary.pipeline.lake.LakeFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.apache.beam.sdk.io.FileIO;

/**
 * One open Parquet file in the staging folder.
 *
 * @param <T> its rows
 */
final class RowFile<T> {
  private static final int GATHERED_BYTES = 16 << 10;

  private final String staged;
  private final String path;
  private final FileIO.Sink<T> sink;
  private final CountingChannel channel;
  private long rows;

  /** Makes the file. */
  RowFile(LakeFiles files, String staged, String path, FileIO.Sink<T> sink) throws IOException {
    this.staged = staged;
    this.path = path;
    this.sink = sink;
    this.channel = new CountingChannel(files.create(staged));
    sink.open(channel);
  }

  void write(T row) throws IOException {
    sink.write(row);
    rows++;
  }

  /** Finishes the file and forces it to disk. */
  StagedFile close() throws IOException {
    sink.flush();
    channel.close();
    return new StagedFile(staged, path, rows, channel.bytes);
  }

  /** Gives the file up; what is on disk is an orphan. */
  void abandon() throws IOException {
    channel.channel.close();
  }

  /** Gathers small writes: a Parquet footer is hundreds of them, of a few bytes each. */
  private static final class CountingChannel implements WritableByteChannel {
    private final WritableByteChannel channel;
    private final ByteBuffer gathered = ByteBuffer.allocate(GATHERED_BYTES);
    private long bytes;

    CountingChannel(WritableByteChannel channel) {
      this.channel = channel;
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
        channel.write(buffer);
      }
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    /** Beam's sink closes it too, before us. */
    @Override
    public void close() throws IOException {
      if (!channel.isOpen()) {
        return;
      }
      try (channel) {
        drain(gathered.flip());
      }
    }
  }
}
