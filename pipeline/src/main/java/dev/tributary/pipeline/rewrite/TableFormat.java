package dev.tributary.pipeline.rewrite;

import dev.tributary.ledger.record.HivePath;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.parquet.Compression;
import dev.tributary.pipeline.parquet.KeptFiles;
import dev.tributary.pipeline.parquet.LakeFormat;
import dev.tributary.schemas.types.EventSchema;
import dev.tributary.schemas.types.EventSchemas;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.schema.MessageType;

/**
 * How the new files of a partition look: files of the present lake format that are to be kept, with
 * all columns of the old ones, and compressed as the newest of these.
 *
 * @param schema their columns
 * @param footer what their footers say besides
 * @param declared the declaration of their event type; null where there is none
 * @param compression of their pages
 */
record TableFormat(
    MessageType schema, Map<String, String> footer, EventSchema declared, Compression compression) {
  /** A group is in memory until it is whole. */
  private static final long GROUP_BYTES = 32L << 20;

  /** That of files whose rows may share a file, oldest first. */
  static TableFormat of(String partition, List<SourceFile> files) {
    List<SourceFile> newestFirst = new ArrayList<>(files);
    Collections.reverse(newestFirst);
    MessageType schema =
        RowSchema.of(newestFirst.stream().map(file -> LakeFormat.events(file.schema())).toList());
    Schema avro = new AvroSchemaConverter(new PlainParquetConfiguration()).convert(schema);
    LakeFormat.mark(avro);
    avro.addProp(Lake.TOPIC_IDS, SourceFile.topicIds(files));
    String eventType = HivePath.of(partition + "/file").values().get(0);
    return new TableFormat(
        schema,
        Map.of(SourceFile.AVRO_SCHEMA, avro.toString()),
        EventSchemas.declared().find(eventType),
        newestFirst.get(0).compression());
  }

  <B extends ParquetWriter.Builder<?, B>> void set(B builder) {
    KeptFiles.set(builder, schema, declared, compression);
    builder.withRowGroupSize(GROUP_BYTES);
  }
}
