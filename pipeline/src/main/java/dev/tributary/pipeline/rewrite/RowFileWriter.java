package dev.tributary.pipeline.rewrite;

import dev.tributary.pipeline.lake.files.GatheringChannel;
import dev.tributary.pipeline.lake.files.LakeFiles;
import dev.tributary.pipeline.parquet.ChannelFile;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.GroupWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** Writes rows into one new Parquet file; closing it forces it to disk. One thread. */
final class RowFileWriter implements AutoCloseable {
  private static final long RUN_GROUP_BYTES = 1 << 20;
  private static final int RUN_PAGE_BYTES = 64 << 10;

  private final GatheringChannel channel;
  private final ParquetWriter<Group> writer;
  private long rows;

  private RowFileWriter(GatheringChannel channel, ParquetWriter<Group> writer) {
    this.channel = channel;
    this.writer = writer;
  }

  /** A sorted run, which is read once: cheap, and in groups that fit next to others. */
  static RowFileWriter run(LakeFiles files, String path, MessageType schema) throws IOException {
    var channel = new GatheringChannel(files.create(path));
    var builder = new Builder(channel, new Rows(schema, Map.of()));
    builder
        .withConf(new PlainParquetConfiguration())
        .withCompressionCodec(CompressionCodecName.SNAPPY)
        .withRowGroupSize(RUN_GROUP_BYTES)
        .withPageSize(RUN_PAGE_BYTES)
        .withDictionaryEncoding(false);
    return new RowFileWriter(channel, builder.build());
  }

  /** A file of the table. */
  static RowFileWriter table(LakeFiles files, String path, TableFormat format) throws IOException {
    var channel = new GatheringChannel(files.create(path));
    var builder = new Builder(channel, new Rows(format.schema(), format.footer()));
    format.set(builder);
    return new RowFileWriter(channel, builder.build());
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
    return channel.bytes();
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      writer.close();
    }
  }

  private static final class Builder extends ParquetWriter.Builder<Group, Builder> {
    private final Rows rows;

    Builder(GatheringChannel channel, Rows rows) {
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
}
