package dev.tributary.pipeline.parquet;

import static dev.tributary.pipeline.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast sink against Beam's. */
final class FastEventSinkTest {
  private static final Map<String, String> TOPIC_IDS = Map.of("events", "topic-id");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Compression.class)
  void writesTheSameRowsAsBeam(Compression compression) throws IOException {
    List<EventRow> rows = MadeRows.undeclared(2_000);
    Path beam = write(ParquetWriting.BEAM, compression, rows);
    Path fast = write(ParquetWriting.FAST, compression, rows);
    assertThat(read(fast)).hasSize(2_000).isEqualTo(read(beam));
  }

  @ParameterizedTest
  @ValueSource(strings = {"order_placed", "level_completed"})
  void writesTheSameRowsOfADeclaredTypeAsBeam(String type) throws IOException {
    List<EventRow> rows = MadeRows.declared(type, 500);
    List<GenericRecord> fast = read(write(ParquetWriting.FAST, Compression.ZSTD, rows));
    assertThat(fast)
        .hasSize(500)
        .isEqualTo(read(write(ParquetWriting.BEAM, Compression.ZSTD, rows)));
    String text = fast.toString();
    String found =
        type.equals("order_placed")
            ? json("'lines': [{'sku': '日', 'quantity': 2, 'unit_price': [")
            : json("'problems': ['data.level must be a whole number");
    assertThat(text).contains(found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"order_placed", "level_completed", "undeclared"})
  void writesTheSameSchemaAsBeam(String type) throws IOException {
    List<EventRow> one = MadeRows.declared(type, 1);
    FileMetaData beam = footer(write(ParquetWriting.BEAM, Compression.ZSTD, one));
    FileMetaData fast = footer(write(ParquetWriting.FAST, Compression.ZSTD, one));
    assertThat(fast.getSchema()).isEqualTo(beam.getSchema());
    assertThat(fast.getSchema().toString()).isEqualTo(beam.getSchema().toString()); // ids too
    assertThat(fast.getKeyValueMetaData().get("parquet.avro.schema"))
        .isEqualTo(beam.getKeyValueMetaData().get("parquet.avro.schema"))
        .contains("topic-id", json("'tributary.lake-format':'2'"));
  }

  private Path write(ParquetWriting writing, Compression compression, List<EventRow> rows)
      throws IOException {
    var sinks = new ParquetSinks(writing, compression, TOPIC_IDS);
    Path file = folder.resolve(writing + "-" + compression);
    return MadeRows.write(file, sinks.events(rows.get(0)), rows);
  }

  private static List<GenericRecord> read(Path file) throws IOException {
    List<GenericRecord> rows = new ArrayList<>();
    try (var reader = AvroParquetReader.<GenericRecord>builder(new LocalInputFile(file)).build()) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static FileMetaData footer(Path file) throws IOException {
    try (var reader = ParquetFileReader.open(new LocalInputFile(file))) {
      return reader.getFooter().getFileMetaData();
    }
  }
}
