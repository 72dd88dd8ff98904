package dev.tributary.pipeline.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schemas.types.EventSchema;
import dev.tributary.schemas.types.EventSchemas;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file of a closed hour has beside the rows of its small files. */
final class KeptFilesTest {
  private static final int ROWS = 30_000;
  private static final EventSchema DECLARED = EventSchemas.declared().find("order_placed");

  @TempDir Path folder;

  private final List<EventRow> rows = MadeRows.declared("order_placed", ROWS);
  private Path small;
  private Path kept;

  @BeforeEach
  void write() throws IOException {
    var sinks = new ParquetSinks(ParquetWriting.FAST, Compression.ZSTD, Map.of());
    small = MadeRows.write(folder.resolve("small"), sinks.events(rows.get(0)), rows);
    kept = folder.resolve("kept");
    MessageType schema = new EventFile(DECLARED, Map.of()).parquet();
    try (FileChannel channel = MadeRows.create(kept);
        ParquetReader<Group> reader = groups(small);
        ParquetWriter<Group> writer =
            KeptFiles.set(
                    ExampleParquetWriter.builder(new ChannelFile(channel)).withType(schema),
                    schema,
                    DECLARED,
                    Compression.ZSTD)
                .build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        writer.write(row);
      }
    }
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

  @Test
  void hasTheRowsOfASmallFile() throws IOException {
    assertThat(Duck.differences(kept, small)).isZero();
    assertThat(Duck.number("SELECT count(*) FROM read_parquet('%s')".formatted(kept)))
        .isEqualTo(ROWS);
    try (var reader = ParquetFileReader.open(new LocalInputFile(kept))) {
      assertThat(reader.getFileMetaData().getSchema().getType("lines").getId().intValue())
          .isEqualTo(1_029);
    }
  }

  @Test
  void hasStatisticsAndPageIndexesOfEachColumnButTheText() throws IOException {
    try (var reader = ParquetFileReader.open(new LocalInputFile(kept))) {
      for (ColumnChunkMetaData column : reader.getFooter().getBlocks().get(0).getColumns()) {
        String name = column.getPath().toDotString();
        boolean isText = name.equals("raw_event");
        assertThat(column.getStatistics().isNumNullsSet()).as(name).isEqualTo(!isText);
        assertThat(reader.readColumnIndex(column) != null).as(name).isEqualTo(!isText);
        assertThat(reader.readOffsetIndex(column)).as(name).isNotNull();
      }
      var pages = reader.readOffsetIndex(column(reader, "event_id"));
      assertThat(pages.getPageCount()).as("pages that a query can skip").isGreaterThan(1);
    }
  }

  @Test
  void hasABloomFilterOnTheIdAndOnDeclaredLookups() throws IOException {
    Set<String> ids = new HashSet<>();
    Set<String> orders = new HashSet<>();
    for (EventRow row : rows) {
      ids.add(row.eventId());
      orders.add((String) row.event().data().value(0));
    }
    try (var reader = ParquetFileReader.open(new LocalInputFile(kept))) {
      List<String> filtered = new ArrayList<>();
      for (ColumnChunkMetaData column : reader.getFooter().getBlocks().get(0).getColumns()) {
        if (reader.readBloomFilter(column) != null) {
          filtered.add(column.getPath().toDotString());
        }
      }
      assertThat(filtered).containsExactly("event_id", "order_id");
      findsAllOfThemAndFewOthers(reader.readBloomFilter(column(reader, "event_id")), ids);
      findsAllOfThemAndFewOthers(reader.readBloomFilter(column(reader, "order_id")), orders);
    }
  }

  private static void findsAllOfThemAndFewOthers(BloomFilter filter, Set<String> values) {
    assertThat(values).hasSize(ROWS).allMatch(value -> isIn(filter, value));
    long found = IntStream.range(0, ROWS).filter(i -> isIn(filter, "other-" + i)).count();
    assertThat(found).isLessThan(ROWS / 50);
    assertThat(filter.getBitsetSize()).as("bytes").isLessThan(4 * ROWS);
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
}
