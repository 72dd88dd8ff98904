package dev.tributary.pipeline.lake.files;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A Parquet file of the lake as parquet-java reads it, on any file system of the lake.
 *
 * @param path relative to the lake
 */
public record LakeFileInput(LakeFiles files, String path) implements InputFile {
  @Override
  public long getLength() throws IOException {
    try (SeekableByteChannel channel = files.open(path)) {
      return channel.size();
    }
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    return new ChannelStream(files.open(path));
  }

  @Override
  public String toString() {
    return files.uri(path);
  }

  private static final class ChannelStream extends DelegatingSeekableInputStream {
    private final SeekableByteChannel channel;

    ChannelStream(SeekableByteChannel channel) {
      super(Channels.newInputStream(channel));
      this.channel = channel;
    }

    @Override
    public long getPos() throws IOException {
      return channel.position();
    }

    @Override
    public void seek(long position) throws IOException {
      channel.position(position);
    }
  }
}
