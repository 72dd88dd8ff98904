package dev.tributary.pipeline.write;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From records to staged files on the Direct runner: the window picks the folder. */
final class WriteParquetTest {
  private static final Lane LANE = new Lane("events", 2, "topic-id");
  private static final Lanes LANES = new Lanes(List.of(LANE));
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private static final int MAX_LATE_HOURS = 2;

  @TempDir static Path lake;
  private long offset;

  @Test
  void putsAnEventThatIsOnTimeIntoItsHour() {
    expect(
        Map.of("events/event_type=a/dt=2026-11-24/hour=12", List.of("1")),
        stream().addElements(event("1", "2026-11-24T12:00:00Z")));
  }

  @Test
  void putsAnEarlyEventIntoTheHourToCome() {
    expect(
        Map.of("events/event_type=a/dt=2026-11-24/hour=13", List.of("1")),
        stream().addElements(event("1", "2026-11-24T13:00:00Z", NOON.plus(3_599_000))));
  }

  @Test
  void keepsAnEventThatIsHoursLateInItsOwnHour() {
    expect(
        Map.of(
            "events/event_type=a/dt=2026-11-24/hour=12", List.of("1"),
            "events/event_type=a/dt=2026-11-24/hour=07", List.of("2")),
        stream()
            .addElements(event("1", "2026-11-24T12:00:00Z"))
            .advanceWatermarkTo(NOON.plus(60_000))
            .addElements(event("2", "2026-11-24T07:59:59.999Z")));
  }

  @Test
  void keepsAnEventThatIsThreeDaysLateInItsOwnHour() {
    expect(
        Map.of("events/event_type=a/dt=2026-11-21/hour=11", List.of("1")),
        stream()
            .advanceWatermarkTo(NOON.plus(org.joda.time.Duration.standardDays(30)))
            .addElements(event("1", "2026-11-21T11:30:00Z")));
  }

  /** The folder is the hour of receipt; the row's time is the event's own. */
  @Test
  void putsLateEventsPastTheLimitIntoTheHourOfTheirReceipt() {
    PCollection<Batch> batches =
        run(
            stream()
                .addElements(
                    event("1", "2026-11-21T11:30:00Z"),
                    event("2", "2026-11-22T11:30:00Z"),
                    event("3", "2026-11-23T11:30:00Z"),
                    event("4", "2026-11-21T11:31:00Z")));
    PAssert.that(batches)
        .satisfies(
            all -> {
              Map<String, String> found = new TreeMap<>();
              for (Batch batch : all) {
                for (StagedFile file : batch.files()) {
                  String folder = file.path().substring(0, file.path().lastIndexOf('/'));
                  for (GenericRecord row : read(file)) {
                    found.put(
                        row.get("event_id").toString(),
                        folder + " " + Instant.ofEpochMilli((long) row.get("event_time") / 1_000));
                  }
                }
              }
              String type = "events/event_type=a/dt=2026-11-";
              assertThat(found)
                  .containsExactly(
                      Map.entry("1", type + "21/hour=11 2026-11-21T11:30:00.000Z"),
                      Map.entry("2", type + "22/hour=11 2026-11-22T11:30:00.000Z"),
                      Map.entry("3", type + "24/hour=12 2026-11-23T11:30:00.000Z"),
                      Map.entry("4", type + "21/hour=11 2026-11-21T11:31:00.000Z"));
              return null;
            });
    batches.getPipeline().run().waitUntilFinish();
  }

  @Test
  void putsAnEventOfTheFarFutureIntoTheHourOfItsReceipt() {
    expect(
        Map.of("events/event_type=a/dt=2026-11-24/hour=12", List.of("1")),
        stream().addElements(event("1", "2027-11-24T00:00:00Z")));
  }

  /** Two hours in turns in what is one element of the input. */
  @Test
  void putsEachEventOfASliceIntoItsHour() {
    List<LaneRecord> records = new ArrayList<>();
    for (String time : List.of("12:00:00", "11:59:59", "12:10:00", "11:00:00")) {
      String id = String.valueOf(offset);
      records.add(laneRecord(json(id, "2026-11-24T" + time + "Z"), NOON));
    }
    expect(
        Map.of(
            "events/event_type=a/dt=2026-11-24/hour=12", List.of("0", "2"),
            "events/event_type=a/dt=2026-11-24/hour=11", List.of("1", "3")),
        stream()
            .addElements(TimestampedValue.of(KV.of(LANE.key(), Slices.of(LANE, records)), NOON)));
  }

  @Test
  void givesADeadLetterTheDayOfItsReceiptAndARow() {
    PCollection<Batch> batches =
        run(stream().addElements(record("{broken"), event("1", "2026-11-24T12:00:00Z")));
    PAssert.that(batches)
        .satisfies(
            all -> {
              List<GenericRecord> rows = new ArrayList<>();
              for (Batch batch : all) {
                assertThat(batch.deadLettersByReason().keySet()).isSubsetOf("NOT_JSON");
                batch.files().stream()
                    .filter(file -> file.path().startsWith("dead_letters/dt=2026-11-24/"))
                    .forEach(file -> rows.addAll(read(file)));
              }
              assertThat(rows).hasSize(1);
              GenericRecord row = rows.get(0);
              assertThat(row.get("received_at")).isEqualTo(1_000 * NOON.getMillis());
              assertThat(row.get("reason")).hasToString("NOT_JSON");
              assertThat(row.get("field")).isNull();
              assertThat(row.get("raw_event")).hasToString("{broken");
              assertThat(row.get("raw_encoding")).hasToString("utf-8");
              assertThat(row.get("kafka_topic")).hasToString("events");
              assertThat(row.get("kafka_partition")).isEqualTo(2);
              assertThat(row.get("kafka_offset")).isEqualTo(0L);
              return null;
            });
    batches.getPipeline().run().waitUntilFinish();
  }

  @Test
  void writesEveryColumnOfTheContract() {
    String json =
        "{\"event_type\":\"a\",\"Host\":\"h\",\"User-Agent\":\"u\",\"X-One\":\"1\",\"data\":{\"é\":1}}";
    PCollection<Batch> batches = run(stream().addElements(record(json)));
    PAssert.thatSingleton(batches)
        .satisfies(
            batch -> {
              StagedFile file = batch.files().get(0);
              GenericRecord row = read(file).get(0);
              assertThat(row.get("event_id")).hasToString("events-2-0");
              assertThat(row.get("event_time")).isEqualTo(1_000 * NOON.getMillis());
              assertThat(row.get("event_time_source")).hasToString("server");
              assertThat(row.get("received_at")).isEqualTo(1_000 * NOON.getMillis());
              assertThat(row.get("host")).hasToString("h");
              assertThat(row.get("user_agent")).hasToString("u");
              assertThat(row.get("accept")).isNull();
              assertThat(row.get("headers")).hasToString("{X-One=1}");
              assertThat(row.get("raw_event")).hasToString(json);
              assertThat(row.get("kafka_topic")).hasToString("events");
              assertThat(row.get("kafka_partition")).isEqualTo(2);
              assertThat(row.get("kafka_offset")).isEqualTo(0L);
              assertThat(footer(file)).contains("{\"events\":\"topic-id\"}");
              return null;
            });
    batches.getPipeline().run().waitUntilFinish();
  }

  @Test
  @SuppressWarnings("unchecked")
  void ofABundleThatGrowsLargeSeveralBatchesLeave() {
    String mebibyte = "x".repeat(1 << 20);
    TimestampedValue<KV<String, LaneSlice>>[] large =
        (TimestampedValue<KV<String, LaneSlice>>[]) new TimestampedValue<?>[66];
    for (int i = 0; i < large.length; i++) {
      large[i] = record("{\"event_type\":\"a\",\"data\":{\"x\":\"" + mebibyte + "\"}}");
    }
    PCollection<Batch> batches =
        run(stream().addElements(large[0], java.util.Arrays.copyOfRange(large, 1, large.length)));
    PAssert.that(batches)
        .satisfies(
            all -> {
              long rows = 0;
              for (Batch batch : all) {
                long inBatch = batch.lanes().get(LANE.key()).rows();
                assertThat(inBatch).isBetween(1L, 64L);
                rows += inBatch;
              }
              assertThat(rows).isEqualTo(66);
              return null;
            });
    batches.getPipeline().run().waitUntilFinish();
  }

  /** A stamp of 1970 or of next year says nothing about when the lane's window ends. */
  @Test
  void remembersTheNewestBelievableTimeOfALane() {
    Instant now = Instant.now();
    PCollection<Batch> batches =
        run(
            stream()
                .addElements(
                    record("{\"event_type\":\"a\"}", now),
                    record("{\"event_type\":\"a\"}", new Instant(0)),
                    record("{\"event_type\":\"a\"}", now.plus(365L * 86_400_000))));
    PAssert.that(batches)
        .satisfies(
            all -> {
              long newest = 0;
              for (Batch batch : all) {
                newest = Math.max(newest, batch.lanes().get(LANE.key()).lastMillis());
              }
              assertThat(newest).isEqualTo(now.getMillis());
              return null;
            });
    batches.getPipeline().run().waitUntilFinish();
  }

  private void expect(
      Map<String, List<String>> idsByFolder, TestStream.Builder<KV<String, LaneSlice>> records) {
    Map<String, List<String>> expected = new TreeMap<>(idsByFolder);
    PCollection<Batch> batches = run(records);
    PAssert.that(batches)
        .satisfies(
            (SerializableFunction<Iterable<Batch>, Void>)
                all -> {
                  Map<String, List<String>> found = new TreeMap<>();
                  for (Batch batch : all) {
                    for (StagedFile file : batch.files()) {
                      String folder = file.path().substring(0, file.path().lastIndexOf('/'));
                      for (GenericRecord row : read(file)) {
                        found
                            .computeIfAbsent(folder, k -> new ArrayList<>())
                            .add(row.get("event_id").toString());
                      }
                    }
                  }
                  assertThat(found).isEqualTo(expected);
                  return null;
                });
    batches.getPipeline().run().waitUntilFinish();
  }

  private PCollection<Batch> run(TestStream.Builder<KV<String, LaneSlice>> records) {
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
                    new Lake(root), ParquetWriting.BEAM, Compression.ZSTD, 64, "launch"),
                LANES,
                new PastKafkaRecords(new KafkaClients("localhost:1", ""))))
        .apply("BatchesInGlobalWindow", Window.into(new GlobalWindows()));
  }

  private static TestStream.Builder<KV<String, LaneSlice>> stream() {
    return TestStream.create(KvCoder.of(StringUtf8Coder.of(), new LaneSlice.Coder()));
  }

  private TimestampedValue<KV<String, LaneSlice>> event(String id, String timestamp) {
    return event(id, timestamp, NOON);
  }

  private TimestampedValue<KV<String, LaneSlice>> event(String id, String time, Instant received) {
    return record(json(id, time), received);
  }

  private static String json(String id, String time) {
    return "{\"event_type\":\"a\",\"id\":\"" + id + "\",\"timestamp\":\"" + time + "\"}";
  }

  private TimestampedValue<KV<String, LaneSlice>> record(String json) {
    return record(json, NOON);
  }

  private TimestampedValue<KV<String, LaneSlice>> record(String json, Instant received) {
    return TimestampedValue.of(
        KV.of(LANE.key(), Slices.of(LANE, List.of(laneRecord(json, received)))), received);
  }

  private LaneRecord laneRecord(String json, Instant received) {
    return new LaneRecord(offset++, received.getMillis(), json.getBytes(StandardCharsets.UTF_8));
  }

  private static List<GenericRecord> read(StagedFile file) {
    List<GenericRecord> rows = new ArrayList<>();
    try (var reader =
        AvroParquetReader.<GenericRecord>builder(new LocalInputFile(lake.resolve(file.staged())))
            .build()) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    assertThat(rows).hasSize((int) file.rows());
    return rows;
  }

  private static String footer(StagedFile file) {
    try (var reader = ParquetFileReader.open(new LocalInputFile(lake.resolve(file.staged())))) {
      return reader.getFooter().getFileMetaData().getKeyValueMetaData().get("parquet.avro.schema");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
