package dev.tributary.pipeline.parquet;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.Map;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.schema.MessageType;

/** Files of small tables that are made of the commit log: rows are Parquet's own groups. */
public final class GroupFile {
  private GroupFile() {}

  /**
   * Writes a file of these columns; closing the writer ends it.
   *
   * @param footer what its footer says beside the columns
   */
  public static ParquetWriter<Group> writer(
      WritableByteChannel channel, MessageType columns, Map<String, String> footer)
      throws IOException {
    return ExampleParquetWriter.builder(new ChannelFile(channel))
        .withType(columns)
        .withConf(new PlainParquetConfiguration())
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .config("parquet.compression.codec.zstd.level", "1")
        .withExtraMetaData(footer)
        .build();
  }

  /** Reads a file's rows, with all of their columns. */
  public static ParquetReader<Group> reader(InputFile file) throws IOException {
    return new Reading(file).build();
  }

  private static final class Reading extends ParquetReader.Builder<Group> {
    Reading(InputFile file) {
      super(file, new PlainParquetConfiguration());
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
