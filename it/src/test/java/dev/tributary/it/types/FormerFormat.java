package dev.tributary.it.types;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;

/**
 * Writes files as the pipeline did in lake format 1: plain parquet-avro, times in milliseconds, no
 * field ids, no word of the format in the footer.
 */
final class FormerFormat {
  private FormerFormat() {}

  /** Replaces all files of a table's folder by ones with the same rows; returns how many. */
  static int rewriteAll(Path table) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(table)) {
      files = all.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
    for (Path file : files) {
      Path former = file.resolveSibling("_" + file.getFileName());
      rewrite(file, former);
      Files.move(former, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return files.size();
  }

  private static void rewrite(Path file, Path former) throws IOException {
    var configuration = new PlainParquetConfiguration();
    configuration.set("parquet.avro.write-old-list-structure", "false");
    try (var reader =
        AvroParquetReader.<GenericRecord>builder(new LocalInputFile(file), configuration)
            .withDataModel(GenericData.get())
            .build()) {
      GenericRecord row = reader.read();
      String micros = row.getSchema().toString();
      Schema schema =
          new Schema.Parser()
              .parse(
                  micros
                      .replace("timestamp-micros", "timestamp-millis")
                      .replace(",\"tributary.lake-format\":\"2\"", ""));
      try (var writer =
          AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(former))
              .withConf(configuration)
              .withDataModel(GenericData.get())
              .withSchema(schema)
              .withCompressionCodec(CompressionCodecName.ZSTD)
              .build()) {
        for (; row != null; row = reader.read()) {
          writer.write((GenericRecord) value(row, schema));
        }
      }
    }
  }

  private static Object value(Object micros, Schema schema) {
    if (micros == null) {
      return null;
    }
    return switch (schema.getType()) {
      case UNION -> value(micros, schema.getTypes().get(1));
      case LONG ->
          schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
              ? Long.valueOf((long) micros / 1_000)
              : micros;
      case RECORD -> record((GenericRecord) micros, schema);
      case FIXED -> new GenericData.Fixed(schema, ((GenericFixed) micros).bytes());
      case ARRAY -> {
        List<Object> elements = new ArrayList<>();
        ((List<?>) micros).forEach(each -> elements.add(value(each, schema.getElementType())));
        yield elements;
      }
      case MAP -> {
        Map<Object, Object> entries = new LinkedHashMap<>();
        ((Map<?, ?>) micros)
            .forEach((name, each) -> entries.put(name, value(each, schema.getValueType())));
        yield entries;
      }
      default -> micros;
    };
  }

  private static GenericRecord record(GenericRecord micros, Schema schema) {
    var record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(field.pos(), value(micros.get(field.pos()), field.schema()));
    }
    return record;
  }
}
