package dev.tributary.pipeline.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/**
 * Completes the footer of a file that Beam's sink writes, which can give columns no ids and a file
 * no metadata (ADR 15). The footer is a file's last part: it waits here, with at most {@value
 * #LONGEST_FOOTER} bytes before it, and is written with them in it. One thread.
 */
final class FooterChannel implements WritableByteChannel {
  private static final int LONGEST_FOOTER = 8 << 20;

  /** The footer's length and the magic number. */
  private static final int TRAILER = 8;

  private final WritableByteChannel file;
  private final List<SchemaElement> columns;
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

  /**
   * In front of a file.
   *
   * @param columns of {@link #columns(MessageType)}
   */
  FooterChannel(WritableByteChannel file, List<SchemaElement> columns) {
    this.file = file;
    this.columns = columns;
  }

  /** A schema as footers have it. */
  static List<SchemaElement> columns(MessageType schema) {
    var empty = new org.apache.parquet.hadoop.metadata.FileMetaData(schema, Map.of(), "");
    return new ParquetMetadataConverter()
        .toParquetMetadata(1, new ParquetMetadata(empty, List.of()))
        .getSchema();
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    int length = source.remaining();
    byte[] bytes = new byte[length];
    source.get(bytes);
    waiting.write(bytes);
    if (waiting.size() > 2 * LONGEST_FOOTER) {
      byte[] all = waiting.toByteArray();
      waiting.reset();
      waiting.write(all, all.length - LONGEST_FOOTER, LONGEST_FOOTER);
      writeAll(ByteBuffer.wrap(all, 0, all.length - LONGEST_FOOTER));
    }
    return length;
  }

  /** Writes what is left of the file, once its sink is flushed. */
  void finish() throws IOException {
    byte[] rest = waiting.toByteArray();
    int end = rest.length - TRAILER;
    int begin = end - ByteBuffer.wrap(rest).order(ByteOrder.LITTLE_ENDIAN).getInt(end);
    if (begin < 0) {
      throw new IOException(
          "Cannot write a footer of more than " + LONGEST_FOOTER + " bytes: " + (end - begin));
    }
    byte[] footer = completed(new ByteArrayInputStream(rest, begin, end - begin));
    ByteBuffer tail =
        ByteBuffer.allocate(footer.length + TRAILER)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(footer)
            .putInt(footer.length)
            .put(rest, end + Integer.BYTES, Integer.BYTES);
    writeAll(ByteBuffer.wrap(rest, 0, begin));
    writeAll(tail.flip());
  }

  private byte[] completed(ByteArrayInputStream plain) throws IOException {
    FileMetaData footer = Util.readFileMetaData(plain);
    if (!names(footer.getSchema()).equals(names(columns))) {
      throw new IOException(
          "Cannot give ids to columns that are not the schema's: " + names(footer.getSchema()));
    }
    footer.setSchema(columns);
    LakeFormat.METADATA.forEach(
        (key, value) -> footer.addToKey_value_metadata(new KeyValue(key).setValue(value)));
    var bytes = new ByteArrayOutputStream();
    Util.writeFileMetaData(footer, bytes);
    return bytes.toByteArray();
  }

  private static List<String> names(List<SchemaElement> columns) {
    return columns.stream().map(SchemaElement::getName).toList();
  }

  private void writeAll(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  /** Beam's sink closes it when it flushes; the file has an end to come. */
  @Override
  public void close() {}
}
