package dev.tributary.pipeline.write;

import static dev.tributary.pipeline.TestJson.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.record.Lane;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.pipeline.lake.files.HivePartition;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.parquet.Compression;
import dev.tributary.pipeline.parquet.EventRow;
import dev.tributary.pipeline.parquet.ParquetSinks;
import dev.tributary.pipeline.parquet.ParquetWriting;
import dev.tributary.schemas.decode.EventDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The open files of one batch, more partitions than may be open at once. */
final class RowFilesTest {
  private static final Lane LANE = new Lane("events", 2, "topic-id");

  @TempDir private Path lake;

  @Test
  void writesOneFileForEachPartitionAlsoPastTheLimit() throws Exception {
    RowFiles<EventRow> files =
        new RowFiles<>(
            new Lake(lake.toString()).files(),
            "launch",
            2,
            new ParquetSinks(ParquetWriting.BEAM, Compression.SNAPPY, Map.of())::events);
    var decoder = new EventDecoder();
    for (int i = 0; i < 9; i++) {
      byte[] json = utf8("{'event_type':'t" + i % 3 + "'}");
      var event = decoder.decode(json, 0).match(e -> e, r -> null);
      files.write(HivePartition.ofEvents("t" + i % 3, 0), new EventRow(event, json, LANE, i));
    }
    assertThat(files.files()).isEqualTo(3);
    assertThat(files.bytesWaiting()).isBetween(3 * 100L, 3 * 400L);
    List<StagedFile> closed = files.closeAll();
    assertThat(files.files() + files.bytesWaiting()).isZero();
    Set<Object> offsets = new TreeSet<>();
    for (StagedFile file : closed) {
      addOffsets(file, offsets);
    }
    assertThat(closed).hasSize(3).allMatch(file -> file.staged().startsWith("_staging/launch.2-"));
    assertThat(offsets).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
  }

  private void addOffsets(StagedFile file, Set<Object> offsets) throws IOException {
    try (var reader =
        AvroParquetReader.<GenericRecord>builder(new LocalInputFile(lake.resolve(file.staged())))
            .build()) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        offsets.add(row.get("kafka_offset"));
      }
    }
  }
}
