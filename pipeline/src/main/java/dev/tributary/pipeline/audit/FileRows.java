package dev.tributary.pipeline.audit;

import dev.tributary.pipeline.lake.files.LakeFileInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * The rows of one file, one after the other, by some columns. All pages are read and their
 * checksums compared, those of other columns too; only the wanted ones are decoded. One thread.
 */
final class FileRows implements AutoCloseable {
  private final ParquetFileReader reader;
  private final MessageType wanted;
  private final ColumnReader[] columns;
  private final int[] defined;
  private final long[] millis;
  private ColumnReadStoreImpl store;
  private long left;
  private boolean isBehindFirst;

  /**
   * Opens the file.
   *
   * @param names the columns, which are of the top level and no lists
   * @throws IllegalStateException when the file lacks one of them
   */
  FileRows(LakeFileInput input, List<String> names) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .usePageChecksumVerification(true)
            .build();
    reader = ParquetFileReader.open(input, options);
    try {
      wanted = wanted(reader.getFileMetaData().getSchema(), names);
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
    columns = new ColumnReader[names.size()];
    defined = new int[names.size()];
    millis = new long[names.size()];
    for (int i = 0; i < names.size(); i++) {
      millis[i] = isMicros(wanted.getType(i)) ? 1_000 : 1;
      defined[i] = wanted.getType(i).isRepetition(Type.Repetition.OPTIONAL) ? 1 : 0;
    }
  }

  private static MessageType wanted(MessageType file, List<String> names) {
    List<Type> types = new ArrayList<>();
    for (String name : names) {
      if (!file.containsField(name) || !file.getType(name).isPrimitive()) {
        throw new IllegalStateException("the file has no column " + name);
      }
      types.add(file.getType(name));
    }
    return new MessageType(file.getName(), types);
  }

  private static boolean isMicros(Type type) {
    return type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation time
        && time.getUnit() == TimeUnit.MICROS;
  }

  /** How many rows the footer counts. */
  long count() {
    return reader.getRecordCount();
  }

  /** What the footer says besides. */
  Map<String, String> footer() {
    return reader.getFileMetaData().getKeyValueMetaData();
  }

  /** Goes to the next row; false behind the last one. */
  boolean next() throws IOException {
    if (isBehindFirst) {
      for (int i = 0; i < columns.length; i++) {
        if (!isNull(i)) {
          columns[i].skip(); // nothing where it was read; else the next row would get this value
        }
        columns[i].consume();
      }
    }
    while (left == 0) {
      PageReadStore group = reader.readNextRowGroup();
      if (group == null) {
        return false;
      }
      open(group);
    }
    left--;
    isBehindFirst = true;
    return true;
  }

  private void open(PageReadStore group) {
    store =
        new ColumnReadStoreImpl(
            group,
            new GroupRecordConverter(wanted).getRootConverter(),
            wanted,
            reader.getFileMetaData().getCreatedBy());
    for (int i = 0; i < columns.length; i++) {
      columns[i] = store.getColumnReader(wanted.getColumns().get(i));
    }
    left = group.getRowCount();
    isBehindFirst = false;
  }

  boolean isNull(int column) {
    return columns[column].getCurrentDefinitionLevel() < defined[column];
  }

  /** A text; null where there is none. */
  Binary text(int column) {
    return isNull(column) ? null : columns[column].getBinary();
  }

  /** A number of 64 bits, or -1. */
  long number(int column) {
    return isNull(column) ? -1 : columns[column].getLong();
  }

  /** A number of 32 bits, or -1. */
  int partition(int column) {
    return isNull(column) ? -1 : columns[column].getInteger();
  }

  /** A time in milliseconds. */
  long millis(int column) {
    return isNull(column) ? 0 : Math.floorDiv(columns[column].getLong(), millis[column]);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
