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
import java.util.function.Function;
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
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"order_placed", "level_completed"})
  void writesTheSameRowsOfADeclaredTypeAsBeam(String type) throws IOException {
    List<EventRow> rows = rows(500, random -> declared(type, random));
    List<GenericRecord> fast = read(write(ParquetWriting.FAST, Compression.ZSTD, rows));
    assertThat(fast)
        .hasSize(500)
        .isEqualTo(read(write(ParquetWriting.BEAM, Compression.ZSTD, rows)));
    String text = fast.toString();
    String found =
        type.equals("order_placed")
            ? "\"lines\": [{\"sku\": \"日\", \"quantity\": 2, \"unit_price\": ["
            : "\"problems\": [\"data.level must be a whole number";
    assertThat(text).contains(found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"order_placed", "level_completed", "undeclared"})
  void writesTheSameSchemaAsBeam(String type) throws IOException {
    List<EventRow> one = rows(1, random -> declared(type, random));
    FileMetaData beam = footer(write(ParquetWriting.BEAM, Compression.ZSTD, one));
    FileMetaData fast = footer(write(ParquetWriting.FAST, Compression.ZSTD, one));
    assertThat(fast.getSchema()).isEqualTo(beam.getSchema());
    assertThat(fast.getKeyValueMetaData().get("parquet.avro.schema"))
        .isEqualTo(beam.getKeyValueMetaData().get("parquet.avro.schema"))
        .contains("topic-id");
  }

  /** Files that are open side by side, one generation after the other. */
  @Test
  void sharesTextsBetweenFiles() throws IOException {
    EventFile layout = new EventFile(null, TOPIC_IDS);
    SharedBinaries binaries = new SharedBinaries();
    List<EventRow> rows = rows(6_000);
    for (int generation = 0; generation < 3; generation++) {
      List<EventRow> ofOne = rows.subList(generation * 1_000, rows.size());
      Path one = folder.resolve(generation + "-one");
      Path other = folder.resolve(generation + "-other");
      try (var oneChannel = create(one);
          var otherChannel = create(other)) {
        var oneSink = new FastEventSink(Compression.ZSTD, layout, binaries);
        var otherSink = new FastEventSink(Compression.ZSTD, layout, binaries);
        oneSink.open(oneChannel);
        otherSink.open(otherChannel);
        for (int i = 0; i < rows.size(); i++) {
          otherSink.write(rows.get(i));
          if (i < ofOne.size()) {
            oneSink.write(ofOne.get(i));
          }
        }
        oneSink.flush();
        otherSink.flush();
      }
      assertThat(read(one)).isEqualTo(read(beam(generation + "-one", ofOne)));
      assertThat(read(other)).isEqualTo(read(beam(generation + "-other", rows)));
    }
  }

  private Path beam(String name, List<EventRow> rows) throws IOException {
    var sinks = new ParquetSinks(ParquetWriting.BEAM, Compression.ZSTD, TOPIC_IDS);
    return write(folder.resolve(name + "-beam"), sinks.events(rows.get(0)), rows);
  }

  private Path write(ParquetWriting writing, Compression compression, List<EventRow> rows)
      throws IOException {
    var sinks = new ParquetSinks(writing, compression, TOPIC_IDS);
    Path file = folder.resolve(writing + "-" + compression);
    return write(file, sinks.events(rows.get(0)), rows);
  }

  private static Path write(Path file, FileIO.Sink<EventRow> sink, List<EventRow> rows)
      throws IOException {
    try (var channel = create(file)) {
      sink.open(channel);
      for (EventRow row : rows) {
        sink.write(row);
      }
      sink.flush();
    }
    return file;
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private static List<EventRow> rows(int count) {
    return rows(count, FastEventSinkTest::json);
  }

  private static List<EventRow> rows(int count, Function<Random, String> events) {
    Random random = new Random(7);
    List<EventRow> rows = new ArrayList<>();
    for (int offset = 0; offset < count; offset++) {
      byte[] json = events.apply(random).getBytes(StandardCharsets.UTF_8);
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

  private static String declared(String type, Random random) {
    String data =
        "'order_id':'1','customer_id':'c','currency':'EUR','total':-12.5,'lines':["
            + "{'sku':'日','quantity':2,'unit_price':1},".repeat(random.nextInt(3))
            + "{'sku':'b','unit_price':0.01}]"
            + maybe(random, ",'shipping_address':{'city':'Bern','country':'CH'}")
            + maybe(random, ",'deliver_on':'2026-12-2" + random.nextInt(9) + "','is_gift':true")
            + maybe(random, ",'attributes':{'a':'1','b':''}")
            + maybe(random, ",'attributes':{}")
            + ",'player_id':'0189f7c1-7c3e-7b1a-9d2e-0242ac12000"
            + random.nextInt(9)
            + "','level':"
            + (random.nextInt(9) == 0 ? "'high'" : random.nextInt(99))
            + ",'score':"
            + random.nextLong()
            + maybe(random, ",'duration_seconds':" + random.nextDouble())
            + maybe(random, ",'started_at':'2026-11-24T00:00:00.123Z','difficulty':'hard'")
            + maybe(random, ",'boosters':['x','y'],'deaths':{'fall':3}");
    return ("{'event_type':'" + type + "','data':{" + data + "}}").replace('\'', '"');
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
