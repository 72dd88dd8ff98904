package dev.tributary.it.records;

import static dev.tributary.it.support.TestJson.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.faults.EmbeddedPipeline;
import dev.tributary.it.faults.PipelineFixture;
import dev.tributary.it.support.TestBroker;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that were made to break something: each has one end, and nothing gets stuck. */
final class PoisonIT {
  private static final int NORMAL = 4_000;
  private static final int FLOOD = 10_000;
  private static final int MAX_TYPES = 1_000;
  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  private static PipelineFixture world(String name) throws Exception {
    PipelineFixture world =
        PipelineFixture.make(BROKER.kafka().address(), name, BROKER.home().folder());
    Records.configure(world, Map.of("max.message.bytes", Integer.toString(12_000_000)));
    return world;
  }

  @ParameterizedTest
  @Tag("faults")
  @ValueSource(strings = {"beam", "fast"})
  void givesEachOneEndWithItsReasonAndLetsNormalEventsFlow(String writer) throws Exception {
    try (PipelineFixture world = world("poison-" + writer);
        Records records = new Records(world);
        var pipeline = EmbeddedPipeline.start(world, "--parquetWriter=" + writer)) {
      Set<Records.SentRecord> normal = new HashSet<>();
      drain(world, records, normal);
      Map<Records.SentRecord, String> expected = new HashMap<>();
      List<Poison> poisons = new ArrayList<>(Poison.all());
      for (int i = 0; i < 3; i++) {
        poisons.addAll(Poison.large());
      }
      for (int i = 0; i < poisons.size(); i++) {
        records.send(poisons.get(i).in(world.topics().get(i % 2), i % PipelineFixture.PARTITIONS));
        List<Records.SentRecord> puts = records.puts();
        expected.put(puts.get(0), poisons.get(i).end());
      }
      putLargeOnesOfOneKey(world, records, expected);
      records.awaitEnds();
      drain(world, records, normal);
      assertThat(pipeline.restarted()).isFalse();
      RecordOutcomes ends = RecordOutcomes.read(world);
      expected.forEach((put, end) -> assertEnd(ends, put, end));
      normal.forEach(put -> assertEnd(ends, put, "normal"));
      assertThat(ends.byPosition()).hasSize(expected.size() + normal.size());
    }
  }

  /** 100 MB of one key, so in one lane. */
  private static void putLargeOnesOfOneKey(
      PipelineFixture world, Records records, Map<Records.SentRecord, String> expected)
      throws Exception {
    byte[] key = "one key".getBytes(StandardCharsets.UTF_8);
    byte[] value = utf8("{'event_type':'poison','data':{'x':'" + "x".repeat(1_000_000) + "'}}");
    for (int i = 0; i < 100; i++) {
      records.send(new ProducerRecord<>(world.topics().get(0), key, value));
    }
    records.puts().forEach(put -> expected.put(put, "poison"));
  }

  /** So many normal events, from the first send to the last commit. */
  private static void drain(PipelineFixture world, Records records, Set<Records.SentRecord> all)
      throws Exception {
    for (int i = 0; i < NORMAL; i++) {
      byte[] event = utf8("{'event_type':'normal','id':'" + all.size() + "-" + i + "'}");
      records.send(world.topics().get(i % 2), i % PipelineFixture.PARTITIONS, event);
    }
    all.addAll(records.puts());
    records.awaitEnds();
  }

  /** A row where the end is a type, which has no capital letter; else a dead letter. */
  private static void assertEnd(RecordOutcomes ends, Records.SentRecord put, String end) {
    List<RecordOutcomes.End> found = ends.byPosition().getOrDefault(put.at(), List.of());
    assertThat(found).as("%s, which must be %s", put.at(), end).hasSize(1);
    assertThat(found.get(0).what().split("/")[0]).as("%s", put.at()).isEqualTo(end);
    assertThat(found.get(0).md5()).as("%s's bytes", put.at()).isEqualTo(put.md5());
  }

  @Test
  @Tag("faults")
  void takesAsManyOfTenThousandEventTypesAsItIsTold() throws Exception {
    try (PipelineFixture world = world("flood");
        Records records = new Records(world);
        var pipeline = EmbeddedPipeline.start(world, "--parquetWriter=fast")) {
      for (int i = 0; i < FLOOD; i++) {
        byte[] event = utf8("{'event_type':'type_" + i + "','id':'1'}");
        records.send(world.topics().get(i % 2), i / 2 % PipelineFixture.PARTITIONS, event);
      }
      List<Records.SentRecord> puts = records.puts();
      records.awaitEnds();
      assertThat(pipeline.restarted()).isFalse();
      RecordOutcomes ends = RecordOutcomes.read(world);
      long rows = 0;
      for (Records.SentRecord put : puts) {
        String end = ends.of(put.at());
        if (end.startsWith("type_")) {
          rows++;
        } else {
          assertThat(end).as("%s", put.at()).isEqualTo("TOO_MANY_EVENT_TYPES");
        }
      }
      assertThat(rows).isEqualTo(MAX_TYPES);
    }
  }
}
