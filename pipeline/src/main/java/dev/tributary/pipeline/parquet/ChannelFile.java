package dev.tributary.pipeline.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * A file that Parquet writes to a channel, which stays open.
 *
 * @param channel where its bytes go
 */
public record ChannelFile(WritableByteChannel channel) implements OutputFile {
  @Override
  public PositionOutputStream create(long blockSizeHint) {
    return new ChannelStream(channel);
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) {
    return create(blockSizeHint);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }

  /** Whoever made the channel closes it, and forces it to disk then. */
  private static final class ChannelStream extends PositionOutputStream {
    private final WritableByteChannel channel;
    private long position;

    ChannelStream(WritableByteChannel channel) {
      this.channel = channel;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int from, int length) throws IOException {
      for (ByteBuffer left = ByteBuffer.wrap(source, from, length); left.hasRemaining(); ) {
        channel.write(left);
      }
      position += length;
    }
  }
}
