package dev.tributary.pipeline.rewrite;

import dev.tributary.pipeline.lake.files.LakeFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.GroupWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** Writes rows into one new Parquet file; closing it forces it to disk. One thread. */
final class RowFileWriter implements AutoCloseable {
  private static final int GATHERED_BYTES = 64 << 10;

  /** Statistics of pages tell which of them a look-up by ID can skip. */
  private static final int PAGE_BYTES = 256 << 10;

  /** A group is in memory until it is whole. */
  private static final long GROUP_BYTES = 32L << 20;

  private final CountingChannel channel;
  private final ParquetWriter<Group> writer;
  private long rows;

  /**
   * Makes the file.
   *
   * @param footer what its footer says besides the schema
   * @param kind how it is written
   */
  RowFileWriter(
      LakeFiles files, String path, MessageType schema, Map<String, String> footer, Kind kind)
      throws IOException {
    channel = new CountingChannel(files.create(path));
    Builder builder = new Builder(channel, new Rows(schema, footer));
    builder.withConf(new PlainParquetConfiguration());
    kind.set(builder, schema);
    writer = builder.build();
  }

  /** How a file is written. */
  enum Kind {
    /** A sorted run, which is read once: cheap, and in groups that fit next to others. */
    RUN {
      @Override
      void set(Builder builder, MessageType schema) {
        builder
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .withRowGroupSize((long) (1 << 20))
            .withPageSize(PAGE_BYTES / 4)
            .withDictionaryEncoding(false);
      }
    },
    /** A file of the table. */
    TABLE {
      @Override
      void set(Builder builder, MessageType schema) {
        builder
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(GROUP_BYTES)
            .withPageSize(PAGE_BYTES)
            .config("parquet.compression.codec.zstd.level", "1");
        for (String unique : new String[] {"event_id", "raw_event", "kafka_offset"}) {
          if (schema.containsField(unique)) {
            builder.withDictionaryEncoding(unique, false);
          }
        }
        if (schema.containsField("event_id")) {
          builder.withBloomFilterEnabled("event_id", true).withAdaptiveBloomFilterEnabled(true);
        }
      }
    };

    abstract void set(Builder builder, MessageType schema);
  }

  void write(Group row) throws IOException {
    writer.write(row);
    rows++;
  }

  /** About how long the file would be if it were closed now. */
  long bytes() {
    return writer.getDataSize();
  }

  long rows() {
    return rows;
  }

  /** The file's length, once it is closed. */
  long length() {
    return channel.bytes;
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      writer.close();
    }
  }

  private static final class Builder extends ParquetWriter.Builder<Group, Builder> {
    private final Rows rows;

    Builder(CountingChannel channel, Rows rows) {
      super(new ChannelFile(channel));
      this.rows = rows;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract all the same
    protected WriteSupport<Group> getWriteSupport(Configuration unused) {
      return rows;
    }

    @Override
    protected WriteSupport<Group> getWriteSupport(ParquetConfiguration unused) {
      return rows;
    }
  }

  private static final class Rows extends WriteSupport<Group> {
    private final MessageType schema;
    private final Map<String, String> footer;
    private GroupWriter writer;

    Rows(MessageType schema, Map<String, String> footer) {
      this.schema = schema;
      this.footer = footer;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract all the same
    public WriteContext init(Configuration unused) {
      return new WriteContext(schema, footer);
    }

    @Override
    public WriteContext init(ParquetConfiguration unused) {
      return new WriteContext(schema, footer);
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      writer = new GroupWriter(consumer, schema);
    }

    @Override
    public void write(Group row) {
      writer.write(row);
    }
  }

  private record ChannelFile(CountingChannel channel) implements OutputFile {
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
  }

  private static final class ChannelStream extends PositionOutputStream {
    private final CountingChannel channel;

    ChannelStream(CountingChannel channel) {
      this.channel = channel;
    }

    @Override
    public long getPos() {
      return channel.bytes;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int from, int length) throws IOException {
      channel.write(ByteBuffer.wrap(source, from, length));
    }
  }

  /** Gathers the many small writes of a footer. */
  private static final class CountingChannel implements AutoCloseable {
    private final WritableByteChannel channel;
    private final ByteBuffer gathered = ByteBuffer.allocate(GATHERED_BYTES);
    private long bytes;

    CountingChannel(WritableByteChannel channel) {
      this.channel = channel;
    }

    void write(ByteBuffer source) throws IOException {
      bytes += source.remaining();
      if (source.remaining() > gathered.remaining()) {
        drain(gathered.flip());
        gathered.clear();
      }
      if (source.remaining() > gathered.capacity()) {
        drain(source);
      } else {
        gathered.put(source);
      }
    }

    private void drain(ByteBuffer buffer) throws IOException {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }

    @Override
    public void close() throws IOException {
      if (channel.isOpen()) {
        try (channel) {
          drain(gathered.flip());
        }
      }
    }
  }
}
