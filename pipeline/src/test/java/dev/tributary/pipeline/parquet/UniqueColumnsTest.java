package dev.tributary.pipeline.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.io.FileIO;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Which columns of a file have a dictionary, as its footer says. Where Beam's sink fails here, this
 * Parquet no longer goes by the properties that were built last: see ADR 13.
 */
final class UniqueColumnsTest {
  private static final Set<String> WITH_DICTIONARY =
      Set.of(
          "event_time",
          "event_time_source",
          "received_at",
          "host",
          "accept",
          "headers.key_value.key",
          "headers.key_value.value",
          "kafka_topic",
          "kafka_partition");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(ParquetWriting.class)
  void haveNoDictionaryWhateverIsOpenedInBetween(ParquetWriting writing) throws IOException {
    var sinks = new ParquetSinks(writing, Compression.ZSTD, Map.of());
    var others = new ParquetSinks(other(writing), Compression.ZSTD, Map.of());
    List<EventRow> rows = MadeRows.undeclared(1_000);
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    try (FileChannel channel = MadeRows.create(first)) {
      FileIO.Sink<EventRow> sink = sinks.events(rows.get(0));
      sink.open(channel);
      MadeRows.write(folder.resolve("between"), others.events(rows.get(0)), rows);
      MadeRows.write(second, sinks.events(rows.get(0)), rows);
      for (EventRow row : rows) {
        sink.write(row);
      }
      sink.flush();
    }
    assertThat(withDictionary(first)).isEqualTo(WITH_DICTIONARY);
    assertThat(withDictionary(second)).isEqualTo(WITH_DICTIONARY);
  }

  private static ParquetWriting other(ParquetWriting writing) {
    return writing == ParquetWriting.BEAM ? ParquetWriting.FAST : ParquetWriting.BEAM;
  }

  private static Set<String> withDictionary(Path file) throws IOException {
    Set<String> columns = new TreeSet<>();
    try (var reader = ParquetFileReader.open(new LocalInputFile(file))) {
      for (BlockMetaData rowGroup : reader.getFooter().getBlocks()) {
        for (ColumnChunkMetaData column : rowGroup.getColumns()) {
          if (column.hasDictionaryPage()) {
            columns.add(column.getPath().toDotString());
          }
        }
      }
    }
    return columns;
  }
}
