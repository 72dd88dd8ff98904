package dev.tributary.pipeline.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.pipeline.read.Lane;
import dev.tributary.schemas.Decoded;
import dev.tributary.schemas.EventDecoder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.io.FileIO;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fast sink against its slow, obvious twin: Beam's. */
final class FastEventSinkTest {
  private static final Lane LANE = new Lane("events", 2, "topic-id");
  private static final Map<String, String> TOPIC_IDS = Map.of("events", "topic-id");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Compression.class)
  void writesTheSameRowsAsBeam(Compression compression) throws IOException {
    List<EventRow> rows = rows(2_000);
    Path beam = write(ParquetWriting.BEAM, compression, rows);
    Path fast = write(ParquetWriting.FAST, compression, rows);
    assertThat(read(fast)).hasSize(2_000).isEqualTo(read(beam));
  }

  @Test
  void writesTheSameSchemaAsBeam() throws IOException {
    FileMetaData beam = footer(write(ParquetWriting.BEAM, Compression.ZSTD, rows(1)));
    FileMetaData fast = footer(write(ParquetWriting.FAST, Compression.ZSTD, rows(1)));
    assertThat(fast.getSchema()).isEqualTo(beam.getSchema());
    assertThat(fast.getKeyValueMetaData().get("parquet.avro.schema"))
        .isEqualTo(beam.getKeyValueMetaData().get("parquet.avro.schema"))
        .contains("topic-id");
  }

  private Path write(ParquetWriting writing, Compression compression, List<EventRow> rows)
      throws IOException {
    Path file = folder.resolve(writing + "-" + compression + "-" + rows.size());
    FileIO.Sink<EventRow> sink = new ParquetSinks(writing, compression, TOPIC_IDS).events();
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      sink.open(channel);
      for (EventRow row : rows) {
        sink.write(row);
      }
      sink.flush();
    }
    return file;
  }

  private static List<EventRow> rows(int count) {
    Random random = new Random(7);
    List<EventRow> rows = new ArrayList<>();
    for (int offset = 0; offset < count; offset++) {
      byte[] json = json(random).getBytes(StandardCharsets.UTF_8);
      Decoded decoded = new EventDecoder().decode(json, 1_795_500_000_000L);
      rows.add(new EventRow(((Decoded.Valid) decoded).event(), json, LANE, offset));
    }
    return rows;
  }

  private static String json(Random random) {
    return "{\"event_type\":\"a\""
        + maybe(random, ",\"id\":\"id-" + random.nextInt() + "\"")
        + maybe(random, ",\"Host\":\"hé" + random.nextInt(9) + "\"")
        + maybe(random, ",\"Accept\":\"*/*\"")
        + maybe(random, ",\"X-Empty\":\"\",\"X\":" + random.nextInt())
        + maybe(random, ",\"timestamp\":\"2026-11-24T0" + random.nextInt(9) + ":00:00Z\"")
        + ",\"data\":{\"text\":\""
        + "日".repeat(random.nextInt(50))
        + "\"}}";
  }

  private static String maybe(Random random, String part) {
    return random.nextBoolean() ? part : "";
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
