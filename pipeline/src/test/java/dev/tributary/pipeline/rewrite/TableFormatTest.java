package dev.tributary.pipeline.rewrite;

import static dev.tributary.pipeline.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.parquet.Compression;
import dev.tributary.pipeline.parquet.EventRow;
import dev.tributary.pipeline.parquet.MadeRows;
import dev.tributary.pipeline.parquet.ParquetSinks;
import dev.tributary.pipeline.parquet.ParquetWriting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a rewritten file is: of the present lake format, whatever the old ones were, and kept. */
final class TableFormatTest {
  private static final int ROWS = 2_000;
  private static final String HOUR = "events/event_type=order_placed/dt=2026-11-24/hour=10";

  @TempDir private Path folder;
  private final List<EventRow> rows = MadeRows.declared("order_placed", ROWS);
  private final List<String> paths = new ArrayList<>();

  @Test
  void hasTheRowsOfBothFormatsWithIdsAndMicroseconds() throws Exception {
    makeFormer(write("old", rows.subList(0, 700), Compression.ZSTD));
    write("new", rows.subList(700, ROWS), Compression.ZSTD);
    Rewritten made = rewrite();
    DuckRows.assertSame(folder.resolve(HOUR), folder.resolve(made.folder()));
    try (var reader = open(made)) {
      MessageType schema = reader.getFileMetaData().getSchema();
      assertThat(schema.getType("event_time"))
          .hasToString("required int64 event_time (TIMESTAMP(MICROS,true)) = 2");
      assertThat(schema.getType("lines").getId().intValue()).isEqualTo(1_029);
      assertThat(schema.getFields()).allMatch(column -> column.getId() != null);
      assertThat(reader.getFileMetaData().getKeyValueMetaData().get("parquet.avro.schema"))
          .contains(json("'tributary.lake-format':'2'"))
          .contains(json("'tributary.topic-ids':{'events':'topic-id'}"));
    }
  }

  @Test
  void hasIndexesAndBloomFiltersThatFindWhatIsInIt() throws Exception {
    write("some", rows.subList(0, 1_000), Compression.ZSTD);
    write("more", rows.subList(1_000, ROWS), Compression.ZSTD);
    try (var reader = open(rewrite())) {
      List<String> filtered = new ArrayList<>();
      for (ColumnChunkMetaData column : reader.getFooter().getBlocks().get(0).getColumns()) {
        String name = column.getPath().toDotString();
        boolean isText = name.equals("raw_event");
        assertThat(column.getStatistics().isNumNullsSet()).as(name).isEqualTo(!isText);
        assertThat(reader.readColumnIndex(column) != null).as(name).isEqualTo(!isText);
        if (reader.readBloomFilter(column) != null) {
          filtered.add(name);
        }
      }
      assertThat(filtered).containsExactly("event_id", "order_id");
      BloomFilter ids = reader.readBloomFilter(column(reader, "event_id"));
      assertThat(DuckRows.texts(folder.resolve(HOUR), "event_id"))
          .hasSize(ROWS)
          .allMatch(id -> isIn(ids, id));
      BloomFilter orders = reader.readBloomFilter(column(reader, "order_id"));
      assertThat(DuckRows.texts(folder.resolve(HOUR), "order_id"))
          .hasSize(ROWS)
          .allMatch(order -> isIn(orders, order));
      assertThat(IntStream.range(0, ROWS).filter(i -> isIn(ids, "other-" + i)).count())
          .as("IDs that it has not, and that are found all the same")
          .isLessThan(ROWS / 50);
    }
  }

  @Test
  void isCompressedAsTheNewestOldFile() throws Exception {
    write("old", rows.subList(0, 10), Compression.ZSTD);
    write("new", rows.subList(10, 20), Compression.SNAPPY);
    try (var reader = open(rewrite())) {
      assertThat(column(reader, "raw_event").getCodec()).isEqualTo(CompressionCodecName.SNAPPY);
    }
  }

  private static boolean isIn(BloomFilter filter, String value) {
    return filter.findHash(filter.hash(Binary.fromString(value)));
  }

  private static ColumnChunkMetaData column(ParquetFileReader reader, String name) {
    return reader.getFooter().getBlocks().get(0).getColumns().stream()
        .filter(column -> column.getPath().toDotString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private ParquetFileReader open(Rewritten made) throws IOException {
    assertThat(made.files()).hasSize(1);
    Path file = folder.resolve(made.folder()).resolve(made.files().keySet().iterator().next());
    return ParquetFileReader.open(new LocalInputFile(file));
  }

  private Rewritten rewrite() throws IOException {
    var task = new RewriteTask(HOUR, paths, "_staging/generations.k/0", 128 << 20, 64 << 20, false);
    return new Rewrite(new Lake(folder.toString()).files(), task).run();
  }

  private Path write(String name, List<EventRow> some, Compression compression) throws IOException {
    var sinks = new ParquetSinks(ParquetWriting.FAST, compression, Map.of("events", "topic-id"));
    String path = HOUR + "/" + name + ".parquet";
    Files.createDirectories(folder.resolve(HOUR));
    MadeRows.write(folder.resolve(path), sinks.events(some.get(0)), some);
    paths.add(path);
    return folder.resolve(path);
  }

  /** Makes it a file of lake format 1: milliseconds, no field ids, no format in the footer. */
  private static void makeFormer(Path file) throws IOException {
    Path present = Files.move(file, file.resolveSibling("present"));
    MessageType schema;
    Map<String, String> footer;
    try (var reader = ParquetFileReader.open(new LocalInputFile(present))) {
      String text = reader.getFileMetaData().getSchema().toString();
      schema =
          MessageTypeParser.parseMessageType(
              text.replaceAll(" = [0-9]+", "").replace("MICROS", "MILLIS"));
      String avro = reader.getFileMetaData().getKeyValueMetaData().get("parquet.avro.schema");
      footer =
          Map.of(
              "parquet.avro.schema",
              avro.replace("micros", "millis").replace(json("'tributary.lake-format':'2',"), ""));
    }
    try (ParquetReader<Group> reader = groups(present);
        var writer =
            ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .withExtraMetaData(footer)
                .build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        writer.write(inMillis(row, schema));
      }
    }
    Files.delete(present);
  }

  private static ParquetReader<Group> groups(Path file) throws IOException {
    return new ParquetReader.Builder<Group>(
        new LocalInputFile(file), new PlainParquetConfiguration()) {
      @Override
      protected ReadSupport<Group> getReadSupport() {
        return new GroupReadSupport();
      }
    }.build();
  }

  private static Group inMillis(Group row, MessageType schema) {
    var made = new SimpleGroup(schema);
    for (Type column : schema.getFields()) {
      if (row.getFieldRepetitionCount(column.getName()) > 0) {
        copy(row, column, made);
      }
    }
    return made;
  }

  private static void copy(Group row, Type column, Group out) {
    String name = column.getName();
    if (!column.isPrimitive()) {
      out.add(name, row.getGroup(name, 0)); // no time is in any of them
      return;
    }
    boolean isTime =
        column.getLogicalTypeAnnotation()
            instanceof LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
    switch (column.asPrimitiveType().getPrimitiveTypeName()) {
      case INT64 -> out.add(name, row.getLong(name, 0) / (isTime ? 1_000 : 1));
      case INT32 -> out.add(name, row.getInteger(name, 0));
      case BOOLEAN -> out.add(name, row.getBoolean(name, 0));
      case DOUBLE -> out.add(name, row.getDouble(name, 0));
      default -> out.add(name, row.getBinary(name, 0));
    }
  }
}
