package dev.tributary.pipeline.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/**
 * Gives the columns of a file their ids, which Beam's sink can't (ADR 15). They are in the footer,
 * a file's last part: it waits here, with at most {@value #LONGEST_FOOTER} bytes before it, and its
 * beginning is replaced. One thread.
 */
final class FooterChannel implements WritableByteChannel {
  private static final int LONGEST_FOOTER = 8 << 20;

  /** The footer's length and the magic number. */
  private static final int TRAILER = 8;

  private final WritableByteChannel file;
  private final Head head;
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

  FooterChannel(WritableByteChannel file, Head head) {
    this.file = file;
    this.head = head;
  }

  /**
   * How a footer begins: with the version of Parquet and the columns.
   *
   * @param plain as the sink writes it
   * @param withIds what takes its place
   */
  record Head(byte[] plain, byte[] withIds) {
    /** The number of rows, no row groups, and the end of what has no more fields. */
    private static final int AFTER_COLUMNS = 5;

    /** Of files with the same columns, without ids and with them. */
    static Head of(MessageType plain, MessageType withIds) {
      return new Head(bytes(plain), bytes(withIds));
    }

    private static byte[] bytes(MessageType schema) {
      var bytes = new ByteArrayOutputStream();
      try {
        Util.writeFileMetaData(new FileMetaData(1, columns(schema), 0, List.of()), bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return Arrays.copyOf(bytes.toByteArray(), bytes.size() - AFTER_COLUMNS);
    }

    private static List<SchemaElement> columns(MessageType schema) {
      var empty = new org.apache.parquet.hadoop.metadata.FileMetaData(schema, Map.of(), "");
      return new ParquetMetadataConverter()
          .toParquetMetadata(1, new ParquetMetadata(empty, List.of()))
          .getSchema();
    }
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

  /**
   * Writes what is left of the file, once its sink is flushed.
   *
   * @throws IOException when the footer does not begin as it must, too
   */
  void finish() throws IOException {
    byte[] rest = waiting.toByteArray();
    int end = rest.length - TRAILER;
    int begin = end - ByteBuffer.wrap(rest).order(ByteOrder.LITTLE_ENDIAN).getInt(end);
    int left = begin + head.plain.length;
    if (begin < 0
        || left > end
        || !Arrays.equals(rest, begin, left, head.plain, 0, head.plain.length)) {
      throw new IOException(
          "Cannot give columns their ids: the footer does not begin with them, or is longer than "
              + LONGEST_FOOTER
              + " bytes: "
              + (end - begin));
    }
    int length = head.withIds.length + end - left;
    ByteBuffer tail =
        ByteBuffer.allocate(length + TRAILER)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(head.withIds)
            .put(rest, left, end - left)
            .putInt(length)
            .put(rest, end + Integer.BYTES, Integer.BYTES);
    writeAll(ByteBuffer.wrap(rest, 0, begin));
    writeAll(tail.flip());
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
