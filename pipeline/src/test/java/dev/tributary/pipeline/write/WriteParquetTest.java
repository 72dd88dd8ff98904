package dev.tributary.pipeline.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.pipeline.lane.LaneRecord;
import dev.tributary.pipeline.lane.LaneSlice;
import dev.tributary.pipeline.read.Slices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

/** From records to staged files on the Direct runner: the window picks the folder. */
final class WriteParquetTest extends StagedRows {
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
      records.add(laneRecord(text(id, "2026-11-24T" + time + "Z"), NOON));
    }
    expect(
        Map.of(
            "events/event_type=a/dt=2026-11-24/hour=12", List.of("0", "2"),
            "events/event_type=a/dt=2026-11-24/hour=11", List.of("1", "3")),
        stream()
            .addElements(TimestampedValue.of(KV.of(LANE.key(), Slices.of(LANE, records)), NOON)));
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
}
