package dev.tributary.pipeline.lake.files;

import dev.tributary.ledger.read.LakeManifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;

/** The texts of events, read from the lake's valid files: no metastore, no Presto. */
public final class RawEvents {
  private static final String COLUMN = "raw_event";

  /** parquet-java has a constant for it, which is private. */
  private static final String AVRO_READ_SCHEMA = "parquet.avro.read.schema";

  private final LakeFiles files;
  private final LakeManifest manifest;

  /** Reads the valid ones of these files. */
  public RawEvents(LakeFiles files, LakeManifest manifest) {
    this.files = files;
    this.manifest = manifest;
  }

  /**
   * Gives out events of a type, those of the newest hours first.
   *
   * @param most how many at most
   */
  public void each(String eventType, long most, Consumer<String> out) throws IOException {
    List<String> paths = new ArrayList<>(manifest.files(eventType));
    Collections.reverse(paths);
    long left = most;
    for (String path : paths) {
      left = read(path, left, out);
    }
  }

  private long read(String path, long most, Consumer<String> out) throws IOException {
    Schema column = SchemaBuilder.record(COLUMN).fields().optionalString(COLUMN).endRecord();
    var configuration = new PlainParquetConfiguration();
    configuration.set(AvroReadSupport.AVRO_REQUESTED_PROJECTION, column.toString());
    configuration.set(AVRO_READ_SCHEMA, column.toString());
    long left = most;
    try (ParquetReader<GenericRecord> rows =
        AvroParquetReader.<GenericRecord>builder(new LakeFileInput(files, path), configuration)
            .withDataModel(GenericData.get()) // a file's schema must not name classes to load
            .build()) {
      while (left > 0) {
        GenericRecord row = rows.read();
        if (row == null) {
          break;
        }
        out.accept(row.get(COLUMN).toString());
        left--;
      }
    }
    return left;
  }
}
