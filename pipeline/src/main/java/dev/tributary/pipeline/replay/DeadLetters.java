package dev.tributary.pipeline.replay;

import dev.tributary.ledger.read.LakeManifest;
import dev.tributary.ledger.record.Position;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lake.files.LakeFileInput;
import dev.tributary.pipeline.lake.files.LakeFiles;
import dev.tributary.pipeline.parquet.LakeFormat;
import dev.tributary.schemas.columns.LakeTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;

/** The table {@code dead_letters}, read from the lake's valid files: no metastore, no Presto. */
final class DeadLetters {
  private final LakeFiles files;
  private final LakeManifest manifest;

  DeadLetters(LakeFiles files, LakeManifest manifest) {
    this.files = files;
    this.manifest = manifest;
  }

  /** Whether a file of the lake is one of dead letters. */
  static boolean isOne(String path) {
    return path.startsWith(LakeTable.DEAD_LETTERS.name() + "/");
  }

  /** Gives out the dead letters of the selection, file by file. */
  void each(DeadLetterFilter selection, Consumer<DeadLetter> out) throws IOException {
    for (String path : manifest.files()) {
      if (isOne(path) && selection.mayBeIn(path)) {
        read(
            path,
            letter -> {
              if (selection.has(letter)) {
                out.accept(letter);
              }
            });
      }
    }
  }

  private void read(String path, Consumer<DeadLetter> out) throws IOException {
    try (ParquetReader<GenericRecord> rows =
        AvroParquetReader.<GenericRecord>builder(
                new LakeFileInput(files, path), new PlainParquetConfiguration())
            .withDataModel(GenericData.get()) // a file's schema must not name classes to load
            .build()) {
      for (GenericRecord row = rows.read(); row != null; row = rows.read()) {
        out.accept(letter(row));
      }
    }
  }

  private static DeadLetter letter(GenericRecord row) {
    String topic = row.get("kafka_topic").toString();
    Object ids = row.getSchema().getObjectProp(Lake.TOPIC_IDS);
    return new DeadLetter(
        new Position(topic, (int) row.get("kafka_partition"), (long) row.get("kafka_offset")),
        ids instanceof Map<?, ?> byTopic ? String.valueOf(byTopic.get(topic)) : "",
        row.get("reason").toString(),
        LakeFormat.millis(row, "received_at"),
        value(row.get("raw_event").toString(), row.get("raw_encoding").toString()));
  }

  private static byte[] value(String text, String encoding) {
    return encoding.equals("base64")
        ? Base64.getDecoder().decode(text)
        : text.getBytes(StandardCharsets.UTF_8);
  }
}
