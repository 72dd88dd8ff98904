package dev.tributary.pipeline.rewrite;

import dev.tributary.pipeline.lake.files.LakeFileInput;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;

/** Reads the rows of one file in a schema that has all of its columns, or some. */
final class RowReader implements AutoCloseable {
  private final MessageType file;
  private final MessageType wanted;
  private final boolean convert;
  private final ParquetReader<Group> reader;

  /**
   * Opens the file.
   *
   * @param file the schema that the file has
   * @param wanted the schema of the rows
   */
  RowReader(LakeFileInput input, MessageType file, MessageType wanted) throws IOException {
    this.file = file;
    this.wanted = wanted;
    this.convert = RowConversion.isNeeded(file, wanted);
    this.reader = new Builder(input, wanted).build();
  }

  /** The next row, or null behind the last. */
  Group next() throws IOException {
    Group row = reader.read();
    return row == null || !convert ? row : RowConversion.of(row, file, wanted);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private static final class Builder extends ParquetReader.Builder<Group> {
    private final MessageType wanted;

    Builder(InputFile file, MessageType wanted) {
      super(file, new PlainParquetConfiguration());
      this.wanted = wanted;
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new Rows(wanted);
    }
  }

  private static final class Rows extends ReadSupport<Group> {
    private final MessageType wanted;

    Rows(MessageType wanted) {
      this.wanted = wanted;
    }

    @Override
    public ReadContext init(InitContext unused) {
      return new ReadContext(wanted);
    }

    @Override
    @SuppressWarnings("deprecation") // abstract all the same
    public RecordMaterializer<Group> prepareForRead(
        Configuration unused, Map<String, String> footer, MessageType file, ReadContext context) {
      return new GroupRecordConverter(context.getRequestedSchema());
    }

    @Override
    public RecordMaterializer<Group> prepareForRead(
        ParquetConfiguration unused,
        Map<String, String> footer,
        MessageType file,
        ReadContext context) {
      return new GroupRecordConverter(context.getRequestedSchema());
    }
  }
}
