package dev.tributary.pipeline.decode;

import static dev.tributary.pipeline.TestJson.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.read.CommitState;
import dev.tributary.ledger.record.Lane;
import dev.tributary.ledger.record.LanePosition;
import dev.tributary.pipeline.dedupe.SeenTable;
import dev.tributary.pipeline.lane.LaneRecord;
import dev.tributary.pipeline.lane.LaneSlice;
import dev.tributary.pipeline.lane.Lanes;
import dev.tributary.pipeline.outcome.Outcome;
import dev.tributary.pipeline.outcome.OutcomeCoder;
import dev.tributary.pipeline.read.Slices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.junit.jupiter.api.Test;

/** The stage as a worker meets it that starts: the log holds a lane up to an offset. */
final class DecodeInLaneTest {
  private static final Lane LANE = new Lane("events", 2, "topic-id");
  private static final long COMMITTED = 5;
  private static final int A_SLICE = 500;

  private final TestPipeline pipeline =
      TestPipeline.fromOptions(
              PipelineOptionsFactory.fromArgs("--targetParallelism=1").as(DirectOptions.class))
          .enableAbandonedNodeEnforcement(false);

  @Test
  void goesOnBehindTheFenceAfterItHasReadTheWindowBefore() {
    PAssert.that(decode(3, 3, 4, 5))
        .satisfies(
            outcomes -> {
              assertThat(outcomes).extracting(Outcome::offset).containsExactly(5L);
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  /** As from a savepoint of a drained job: the source stands at its end, the ids are gone. */
  @Test
  void refusesToGoOnWithoutTheWindowBefore() {
    decode(3, 5, 6);
    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .hasMessageContaining("has forgotten the event ids of " + LANE)
        .hasMessageContaining("--resume=none");
  }

  @Test
  void needsNoWindowBeforeWhereNothingIsCommittedInIt() {
    PAssert.that(decode(COMMITTED, 5))
        .satisfies(
            outcomes -> {
              assertThat(outcomes).hasSize(1);
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  /** More events than a block of the memory holds, over many bundles, each of them twice. */
  @Test
  void remembersEachEventOverBundlesAndBlocks() {
    int events = 2 * SeenTable.BLOCK + 17;
    var all = new ArrayList<LaneRecord>();
    for (int n = 0; n < 2 * events; n++) {
      String event = "{'event_type':'a','id':'%d'}".formatted(n % events);
      all.add(new LaneRecord(COMMITTED + n, 0, utf8(event)));
    }
    PAssert.that(decode(COMMITTED, all))
        .satisfies(
            outcomes -> {
              var kinds = new HashMap<Outcome.Kind, Integer>();
              outcomes.forEach(outcome -> kinds.merge(outcome.kind(), 1, Integer::sum));
              assertThat(kinds)
                  .containsOnly(
                      Map.entry(Outcome.Kind.ROW, events),
                      Map.entry(Outcome.Kind.DUPLICATE, events));
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  private PCollection<Outcome> decode(long readFrom, long... offsets) {
    byte[] value = utf8("{'event_type':'a'}");
    return decode(
        readFrom,
        Arrays.stream(offsets).mapToObj(offset -> new LaneRecord(offset, 0, value)).toList());
  }

  private PCollection<Outcome> decode(long readFrom, List<LaneRecord> records) {
    TestStream.Builder<KV<String, LaneSlice>> inOrder =
        TestStream.create(KvCoder.of(StringUtf8Coder.of(), new LaneSlice.Coder()));
    for (int from = 0; from < records.size(); from += A_SLICE) {
      List<LaneRecord> some = records.subList(from, Math.min(from + A_SLICE, records.size()));
      inOrder = inOrder.addElements(KV.of(LANE.key(), Slices.of(LANE, some)));
    }
    return pipeline
        .apply(inOrder.advanceWatermarkToInfinity())
        .apply(
            new DecodeInLane(
                new DecodeSettings(Duration.ofHours(1), 1_000, 100, List.of()),
                new Lanes(List.of(LANE)),
                new Committed(readFrom),
                new KafkaClients("localhost:1", "")))
        .apply(FlatMapElements.into(TypeDescriptor.of(Outcome.class)).via(outcomes -> outcomes))
        .setCoder(new OutcomeCoder());
  }

  /** A log that holds the lane up to an offset. */
  private record Committed(long readFrom) implements CommittedPositions {
    @Override
    public CommitState read() {
      return new CommitState(
          0,
          0,
          Optional.of("me"),
          Map.of(LANE.key(), new LanePosition("events", 2, "topic-id", COMMITTED, 1)),
          Set.of(),
          0,
          0,
          List.of(),
          List.of(),
          Set.of());
    }

    @Override
    public long readFrom(String lane, long committed) {
      return readFrom;
    }
  }
}
