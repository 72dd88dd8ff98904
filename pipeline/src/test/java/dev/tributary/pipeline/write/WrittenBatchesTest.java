package dev.tributary.pipeline.write;

import static dev.tributary.pipeline.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ledger.record.Batch;
import dev.tributary.ledger.record.StagedFile;
import dev.tributary.pipeline.lane.LaneSlice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

/** What the rows and the batches hold that the Direct runner writes. */
final class WrittenBatchesTest extends StagedRows {
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
    String event = "{'event_type':'a','Host':'h','User-Agent':'u','X-One':'1','data':{'é':1}}";
    PCollection<Batch> batches = run(stream().addElements(record(event)));
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
              assertThat(row.get("raw_event")).hasToString(json(event));
              assertThat(row.get("kafka_topic")).hasToString("events");
              assertThat(row.get("kafka_partition")).isEqualTo(2);
              assertThat(row.get("kafka_offset")).isEqualTo(0L);
              assertThat(footer(file)).contains(json("{'events':'topic-id'}"));
              return null;
            });
    batches.getPipeline().run().waitUntilFinish();
  }

  @Test
  @SuppressWarnings("unchecked")
  void givesSeveralBatchesOfABundleThatGrowsLarge() {
    String mebibyte = "x".repeat(1 << 20);
    TimestampedValue<KV<String, LaneSlice>>[] large =
        (TimestampedValue<KV<String, LaneSlice>>[]) new TimestampedValue<?>[66];
    for (int i = 0; i < large.length; i++) {
      large[i] = record("{'event_type':'a','data':{'x':'" + mebibyte + "'}}");
    }
    PCollection<Batch> batches =
        run(stream().addElements(large[0], Arrays.copyOfRange(large, 1, large.length)));
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
                    record("{'event_type':'a'}", now),
                    record("{'event_type':'a'}", new Instant(0)),
                    record("{'event_type':'a'}", now.plus(365L * 86_400_000))));
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
}
