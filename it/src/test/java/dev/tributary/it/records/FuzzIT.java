package dev.tributary.it.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.faults.EmbeddedPipeline;
import dev.tributary.it.faults.PipelineFixture;
import dev.tributary.it.support.TestBroker;
import dev.tributary.schemas.decode.EventDecoder;
import dev.tributary.schemas.event.Decoded;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Real events with mutations, from a fixed seed, through the whole path. What each must become is
 * said by the decoder alone, called here, and by a set of the ids of each lane.
 */
final class FuzzIT {
  private static final int RECORDS = 20_000;
  private static final long SEED = 20_261_124;
  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  private final EventDecoder decoder = new EventDecoder();
  private final Map<String, Integer> seen = new HashMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();

  @Test
  void givesEachMutatedEventTheOneEndThatTheDecoderNames() throws Exception {
    var mutations = new Mutations(new Random(SEED));
    try (PipelineFixture world =
            PipelineFixture.make(BROKER.kafka().address(), "fuzz", BROKER.home().folder());
        Records records = new Records(world)) {
      for (int i = 0; i < RECORDS; i++) {
        records.send(
            world.topics().get(i % 2), i / 2 % PipelineFixture.PARTITIONS, mutations.next());
      }
      List<Records.SentRecord> puts = records.puts();
      try (var pipeline = EmbeddedPipeline.start(world, "--parquetWriter=fast")) {
        records.awaitEnds();
        assertThat(pipeline.restarted()).isFalse();
      }
      RecordOutcomes ends = RecordOutcomes.read(world);
      puts.forEach(put -> assertEnd(ends, put));
      assertThat(ends.byPosition()).hasSize(RECORDS);
      // that it was a fuzz and not noise: each of these ends came often
      assertThat(counts)
          .containsKeys(
              "row", "duplicate", "CONFLICTING_ID", "NOT_JSON", "NOT_UTF8", "DUPLICATE_FIELD");
      assertThat(counts.get("row")).isGreaterThan(RECORDS / 10);
    }
  }

  private void assertEnd(RecordOutcomes ends, Records.SentRecord put) {
    List<RecordOutcomes.End> found = ends.byPosition().getOrDefault(put.at(), List.of());
    assertThat(found).as("%s", put.at()).hasSize(1);
    String what = found.get(0).what();
    if (what.equals("TOO_MANY_EVENT_TYPES")) {
      return; // which types came first depends on which lane was read first
    }
    String expected = expected(put);
    if (expected.equals("row")) {
      assertThat(what).as("%s", put.at()).contains("/");
      assertThat(found.get(0).md5()).as("%s's bytes", put.at()).isEqualTo(put.md5());
    } else {
      assertThat(what).as("%s", put.at()).isEqualTo(expected);
    }
    counts.merge(expected, 1, Integer::sum);
  }

  private String expected(Records.SentRecord put) {
    Decoded decoded = decoder.decode(put.value(), System.currentTimeMillis());
    return decoded.match(
        event -> {
          if (event.id() == null) {
            return "row";
          }
          String lane = put.at().topic() + put.at().partition();
          Integer before =
              seen.putIfAbsent(lane + " " + event.type() + " " + event.id(), event.dataHash());
          return before == null
              ? "row"
              : before == event.dataHash() ? "duplicate" : "CONFLICTING_ID";
        },
        rejection -> rejection.reason().name());
  }
}
