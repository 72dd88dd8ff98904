package dev.tributary.pipeline.write;

import static dev.tributary.pipeline.TestJson.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.read.CommitState;
import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.Lane;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.pipeline.decode.CommittedPositions;
import dev.tributary.pipeline.decode.DecodeInLane;
import dev.tributary.pipeline.decode.DecodeSettings;
import dev.tributary.pipeline.lake.files.Lake;
import dev.tributary.pipeline.lane.LaneRecord;
import dev.tributary.pipeline.lane.LaneSlice;
import dev.tributary.pipeline.lane.Lanes;
import dev.tributary.pipeline.parquet.Compression;
import dev.tributary.pipeline.parquet.ParquetWriting;
import dev.tributary.pipeline.read.PastKafkaRecords;
import dev.tributary.pipeline.read.Slices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.joda.time.Instant;
import org.junit.jupiter.api.io.TempDir;

/** Runs records through decoding and writing on the Direct runner, and reads what was staged. */
abstract class StagedRows {
  static final Lane LANE = new Lane("events", 2, "topic-id");
  static final Lanes LANES = new Lanes(List.of(LANE));
  static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  static final int MAX_LATE_HOURS = 2;

  @TempDir static Path lake;
  long offset;

  PCollection<Batch> run(TestStream.Builder<KV<String, LaneSlice>> records) {
    String root = lake.toString();
    DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
    options.setTargetParallelism(1); // as runners/direct has it: the order of a lane needs it
    options.setEnforceImmutability(false); // and these
    options.setEnforceEncodability(false);
    TestPipeline pipeline = TestPipeline.fromOptions(options).enableAbandonedNodeEnforcement(false);
    CommittedPositions positions =
        () ->
            new CommitState(
                0,
                0,
                Optional.of("me"),
                Map.of(LANE.key(), new LanePosition("events", 2, "topic-id", 0, 0)),
                Set.of(),
                0,
                0,
                List.of(),
                List.of(),
                Set.of());
    return pipeline
        .apply(records.advanceWatermarkToInfinity())
        .apply(
            new DecodeInLane(
                new DecodeSettings(Duration.ofHours(1), 1_000, MAX_LATE_HOURS, List.of()),
                LANES,
                positions,
                new KafkaClients("localhost:1", "")))
        .apply("WindowByHour", Window.into(new HourWindows()))
        .apply(
            new WriteParquet(
                new WriteSettings(
                    new Lake(root),
                    ParquetWriting.BEAM,
                    Compression.ZSTD,
                    64,
                    Proofs.OFF,
                    "launch"),
                LANES,
                new PastKafkaRecords(new KafkaClients("localhost:1", ""))))
        .apply("BatchesInGlobalWindow", Window.into(new GlobalWindows()));
  }

  static TestStream.Builder<KV<String, LaneSlice>> stream() {
    return TestStream.create(KvCoder.of(StringUtf8Coder.of(), new LaneSlice.Coder()));
  }

  TimestampedValue<KV<String, LaneSlice>> event(String id, String timestamp) {
    return event(id, timestamp, NOON);
  }

  TimestampedValue<KV<String, LaneSlice>> event(String id, String time, Instant received) {
    return record(text(id, time), received);
  }

  static String text(String id, String time) {
    return "{'event_type':'a','id':'" + id + "','timestamp':'" + time + "'}";
  }

  TimestampedValue<KV<String, LaneSlice>> record(String json) {
    return record(json, NOON);
  }

  TimestampedValue<KV<String, LaneSlice>> record(String json, Instant received) {
    return TimestampedValue.of(
        KV.of(LANE.key(), Slices.of(LANE, List.of(laneRecord(json, received)))), received);
  }

  LaneRecord laneRecord(String json, Instant received) {
    return new LaneRecord(offset++, received.getMillis(), utf8(json));
  }

  static List<GenericRecord> read(StagedFile file) {
    List<GenericRecord> rows = new ArrayList<>();
    try (var reader =
        AvroParquetReader.<GenericRecord>builder(new LocalInputFile(lake.resolve(file.staged())))
            .build()) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(rows).hasSize((int) file.rows());
    return rows;
  }

  static String footer(StagedFile file) {
    try (var reader = ParquetFileReader.open(new LocalInputFile(lake.resolve(file.staged())))) {
      return reader.getFooter().getFileMetaData().getKeyValueMetaData().get("parquet.avro.schema");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
