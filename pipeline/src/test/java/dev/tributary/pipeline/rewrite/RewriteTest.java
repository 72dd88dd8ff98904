package dev.tributary.pipeline.rewrite;

import static dev.tributary.pipeline.TestJson.json;
import static dev.tributary.pipeline.TestJson.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ledger.record.FileSize;
import dev.tributary.ledger.record.Lane;
import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.ledger.record.Offsets;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.parquet.Compression;
import dev.tributary.pipeline.parquet.EventRow;
import dev.tributary.pipeline.parquet.MadeRows;
import dev.tributary.pipeline.parquet.ParquetSinks;
import dev.tributary.pipeline.parquet.ParquetWriting;
import dev.tributary.schemas.decode.EventDecoder;
import dev.tributary.schemas.event.Decoded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rewritten files against those before, as DuckDB reads both. */
final class RewriteTest {
  private static final String HOUR = "events/event_type=a/dt=2026-11-24/hour=10";
  private static final long RECEIVED_MILLIS = 1_795_500_000_000L;

  @TempDir private Path folder;
  private final List<String> paths = new ArrayList<>();

  @Test
  void holdsEachRowOnceInTheOrderOfEventTime() throws Exception {
    List<EventRow> rows = MadeRows.undeclared(3_000);
    for (int from = 0; from < rows.size(); from += 500) {
      write(rows.subList(from, from + 500), Map.of("events", "topic-id"));
    }
    Rewritten made = rewrite(100 << 10, 200 << 10);
    assertThat(made.rows()).isEqualTo(3_000);
    assertThat(made.rowsRead()).isEqualTo(3_000);
    assertThat(made.removed()).isEmpty();
    assertThat(made.files()).hasSizeGreaterThan(2);
    assertSameRows(made);
    assertSorted(made);
    assertThat(Files.list(lake().resolve(made.folder()).getParent()))
        .as("runs are deleted")
        .hasSize(1);
  }

  @Test
  void holdsTheRowsOfATypeThatGrew() throws Exception {
    write(MadeRows.undeclared(300), Map.of("events", "topic-id"));
    write(MadeRows.declared("order_placed", 300), Map.of("events", "topic-id"), 300);
    write(MadeRows.declared("level_completed", 300), Map.of("events", "topic-id"), 600);
    Rewritten made = rewrite(128 << 20, 64 << 20);
    assertThat(made.files()).hasSize(1);
    assertSameRows(made);
  }

  /** A topic that was recreated begins at offset 0 again. */
  @Test
  void keepsRowsOfTopicIncarnationsApart() throws Exception {
    write(MadeRows.undeclared(10), Map.of("events", "first"));
    write(MadeRows.undeclared(10), Map.of("events", "second"));
    write(MadeRows.undeclared(20).subList(10, 20), Map.of("events", "second", "other", "x"));
    Rewritten made = rewrite(128 << 20, 64 << 20);
    assertThat(made.files().values())
        .extracting(FileSize::rows)
        .containsExactlyInAnyOrder(10L, 20L);
    assertThat(made.removed()).as("another topic's events").isEmpty();
    assertSameRows(made);
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement();
        var found =
            statement.executeQuery(
                "SELECT count(*) FROM parquet_kv_metadata('"
                    + lake().resolve(made.folder())
                    + "/*') WHERE decode(key) = 'parquet.avro.schema' AND (decode(value) LIKE"
                    + " '%"
                    + json("'tributary.topic-ids':{'events':'first'}")
                    + "%' OR decode(value) LIKE '%"
                    + json("{'events':'second','other':'x'}")
                    + "%')")) {
      found.next();
      assertThat(found.getInt(1)).isEqualTo(2);
    }
  }

  @Test
  void removesWhatALaneHasTwice() throws Exception {
    EventRow first = row(1, 5, "{'event_type':'a','id':'x','data':{'p':1,'q':[1.0]}}");
    EventRow again = row(1, 9, "{'event_type':'a','id':'x','Host':'h','data':{'q':[1.0],'p':1}}");
    EventRow otherData = row(1, 7, "{'event_type':'a','id':'x','data':{'p':2,'q':[1.0]}}");
    EventRow otherLane = row(0, 3, "{'event_type':'a','id':'x','data':{'p':1,'q':[1.0]}}");
    EventRow otherId = row(1, 10, "{'event_type':'a','id':'y','data':{'p':1,'q':[1.0]}}");
    write(List.of(again, otherId), Map.of("events", "id"));
    write(List.of(first, otherData, otherLane), Map.of("events", "id"));
    Rewritten made = rewrite(128 << 20, 64 << 20);
    assertThat(made.rowsRead()).isEqualTo(5);
    assertThat(made.rows()).isEqualTo(4);
    assertThat(made.removed()).containsExactly(new NonRowOffsets("1-id", Offsets.of(9), List.of()));
    assertThat(rewrite(128 << 20, 64 << 20, true).rows()).isEqualTo(5);
  }

  @Test
  void refusesAPositionThatIsThereTwice() throws Exception {
    write(MadeRows.undeclared(10), Map.of("events", "topic-id"));
    write(MadeRows.undeclared(10), Map.of("events", "topic-id"));
    assertThatThrownBy(() -> rewrite(128 << 20, 64 << 20))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is in two rows");
  }

  @Test
  void refusesAColumnOfDifferentTypes() throws Exception {
    Path other = lake().resolve(HOUR + "/other.parquet");
    write(MadeRows.undeclared(1), Map.of());
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement()) {
      statement.execute(
          "COPY (SELECT * REPLACE (kafka_partition::BIGINT AS kafka_partition) FROM read_parquet('"
              + lake().resolve(paths.get(0))
              + "')) TO '"
              + other
              + "' (FORMAT parquet)");
    }
    paths.add(HOUR + "/other.parquet");
    assertThatThrownBy(() -> rewrite(128 << 20, 64 << 20))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the column kafka_partition has different types");
  }

  @Test
  void runsOnBeamAndSaysWhichTasksFailed() throws Exception {
    write(MadeRows.undeclared(50), Map.of("events", "topic-id"));
    write(MadeRows.undeclared(100).subList(50, 100), Map.of("events", "topic-id"));
    var good = new RewriteTask(HOUR, paths, "_staging/generations.k/0", 128 << 20, 64 << 20, false);
    var options = PipelineOptionsFactory.fromArgs("--runner=DirectRunner").create();
    RewriteFiles.Results results =
        RewriteFiles.run(options, new Lake(folder.toString()), List.of(good));
    assertThat(results.failures()).isEmpty();
    assertThat(results.done()).singleElement().matches(made -> made.rows() == 100);
    assertSameRows(results.done().get(0));
  }

  private static EventRow row(int partition, long offset, String json) {
    byte[] bytes = utf8(json);
    Decoded decoded = new EventDecoder().decode(bytes, RECEIVED_MILLIS + offset);
    return new EventRow(
        ((Decoded.Valid) decoded).event(), bytes, new Lane("events", partition, "id"), offset);
  }

  private Path lake() {
    return folder;
  }

  private void write(List<EventRow> rows, Map<String, String> topicIds) throws Exception {
    write(rows, topicIds, 0);
  }

  /** The rows at positions that are so much further on. */
  private void write(List<EventRow> made, Map<String, String> topicIds, long further)
      throws Exception {
    List<EventRow> rows =
        made.stream()
            .map(
                row ->
                    new EventRow(row.event(), row.rawEvent(), row.lane(), row.offset() + further))
            .toList();
    var sinks = new ParquetSinks(ParquetWriting.FAST, Compression.ZSTD, topicIds);
    String path = HOUR + "/" + paths.size() + ".parquet";
    Files.createDirectories(lake().resolve(path).getParent());
    MadeRows.write(lake().resolve(path), sinks.events(rows.get(0)), rows);
    paths.add(path);
  }

  private Rewritten rewrite(long targetBytes, long sortBytes) throws Exception {
    return rewrite(targetBytes, sortBytes, false);
  }

  private Rewritten rewrite(long targetBytes, long sortBytes, boolean keepDuplicates)
      throws Exception {
    var task =
        new RewriteTask(
            HOUR, paths, "_staging/generations.k/0", targetBytes, sortBytes, keepDuplicates);
    return new Rewrite(new Lake(folder.toString()).files(), task).run();
  }

  private void assertSameRows(Rewritten made) throws Exception {
    DuckRows.assertSame(lake().resolve(HOUR), lake().resolve(made.folder()));
  }

  private void assertSorted(Rewritten made) throws Exception {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement()) {
      for (String name : made.files().keySet()) {
        try (var found =
            statement.executeQuery(
                "SELECT count(*) FROM (SELECT event_time, lag(event_time) OVER (ORDER BY"
                    + " file_row_number) AS before FROM read_parquet('"
                    + lake().resolve(made.folder()).resolve(name)
                    + "', file_row_number=true)) WHERE event_time < before")) {
          found.next();
          assertThat(found.getLong(1)).isZero();
        }
      }
    }
  }
}
