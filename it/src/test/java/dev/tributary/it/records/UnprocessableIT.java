package dev.tributary.it.records;

import static dev.tributary.it.support.TestJson.json;
import static dev.tributary.it.support.TestJson.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.faults.EmbeddedPipeline;
import dev.tributary.it.faults.JavaProcess;
import dev.tributary.it.faults.PipelineFixture;
import dev.tributary.it.support.TestBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The program fails at single records among 10,000, wherever it has them in hand: while one is
 * decoded, deduplicated, converted or written, by an exception and by a want of memory. Each of
 * them is one dead letter, all others are the rows that they are without it, and nothing starts
 * again.
 */
final class UnprocessableIT {
  private static final int RECORDS = 10_000;
  @RegisterExtension private static final TestBroker BROKER = new TestBroker();

  /** Where each writer has a record in hand: a method, and the word that names the place. */
  private static List<String> places(String writer) {
    List<String> places = new ArrayList<>();
    String write = "dev.tributary.pipeline.parquet.";
    for (String how : List.of("throws", "memory")) {
      places.add("dev.tributary.schemas.decode.EventDecoder#decode=decode-" + how);
      places.add("dev.tributary.pipeline.dedupe.EventHash#of=dedupe-" + how);
      places.add(
          writer.equals("beam")
              ? write + "EventView#of=convert-" + how
              : write + "FastEventSink$Rows#write=convert-" + how);
      places.add(
          writer.equals("beam")
              ? "org.apache.parquet.avro.AvroWriteSupport#write=write-" + how
              : write + "ParquetValues#text=write-" + how);
    }
    return places;
  }

  @Test
  void losesNoOtherRecordOnFlink() throws Exception {
    onFlink("fast");
  }

  @Test
  @Tag("faults")
  void losesNoOtherRecordOnFlinkWithBeamsWriter() throws Exception {
    onFlink("beam");
  }

  private static void onFlink(String writer) throws Exception {
    try (PipelineFixture world = world("flink-" + writer);
        Records records = new Records(world)) {
      List<String> places = places(writer);
      List<Records.SentRecord> puts = put(world, records, places);
      try (var pipeline =
          EmbeddedPipeline.launch(world, List.of(agent(world, places)), "--parquetWriter=" + writer)
              .awaitRunning()) {
        records.awaitEnds();
        assertThat(pipeline.restarted()).isFalse();
        assertThat(pipeline.process().text()).contains("Failed at a record, which becomes");
      }
      assertEnds(world, puts);
    }
  }

  @ParameterizedTest
  @Tag("faults")
  @ValueSource(strings = {"fast", "beam"})
  void losesNoOtherRecordOnTheDirectRunner(String writer) throws Exception {
    try (PipelineFixture world = world("direct-" + writer);
        Records records = new Records(world)) {
      List<String> places = places(writer);
      List<Records.SentRecord> puts = put(world, records, places);
      try (var pipeline =
          JavaProcess.startTestClasspath(
              world.work().resolve("log"),
              List.of(agent(world, places), "-Xmx640m"),
              "dev.tributary.runners.direct.Main",
              world.arguments("--parquetWriter=" + writer))) {
        records.awaitEnds();
        assertThat(pipeline.isAlive()).isTrue();
      }
      assertEnds(world, puts);
    }
  }

  private static PipelineFixture world(String name) throws Exception {
    return PipelineFixture.make(BROKER.kafka().address(), name, BROKER.home().folder());
  }

  private static String agent(PipelineFixture world, List<String> places) throws Exception {
    Path folder = Files.createDirectories(world.work().resolve("agent"));
    return FailAgent.option(folder, places);
  }

  /** Each place's word is the id of one event. */
  private static List<Records.SentRecord> put(
      PipelineFixture world, Records records, List<String> places) throws Exception {
    for (int i = 0; i < RECORDS; i++) {
      int place = i / 1_000;
      boolean planted = i % 1_000 == 500 && place < places.size();
      String id = planted ? places.get(place).split("=")[1] : "id-" + i;
      String event =
          "{'event_type':'request_group','id':'%s','data':{'level':%d,'greeting':'é %d'}}"
              .formatted(id, i, i);
      records.send(world.topics().get(i % 2), i / 2 % PipelineFixture.PARTITIONS, utf8(event));
    }
    return records.puts();
  }

  private static void assertEnds(PipelineFixture world, List<Records.SentRecord> puts)
      throws Exception {
    RecordOutcomes ends = RecordOutcomes.read(world);
    int failed = 0;
    for (Records.SentRecord put : puts) {
      List<RecordOutcomes.End> found = ends.byPosition().getOrDefault(put.at(), List.of());
      assertThat(found).as("%s", put.at()).hasSize(1);
      boolean planted =
          !new String(put.value(), StandardCharsets.UTF_8).contains(json("'id':'id-"));
      assertThat(found.get(0).what().split("/")[0])
          .as("%s", put.at())
          .isEqualTo(planted ? "UNPROCESSABLE" : "request_group");
      assertThat(found.get(0).md5()).as("%s's bytes", put.at()).isEqualTo(put.md5());
      failed += planted ? 1 : 0;
    }
    assertThat(failed).isEqualTo(8);
    assertThat(ends.byPosition()).hasSize(RECORDS);
    assertThat(otherColumns(world)).isZero();
  }

  /** Rows whose typed columns are not what their own text says. */
  private static long otherColumns(PipelineFixture world) throws Exception {
    String rows =
        """
        SELECT count(*) FROM read_parquet('%s/events/*/*/*/*.parquet') WHERE raw_event <> \
        '{"event_type":"request_group","id":"' || event_id || '","data":{"level":' || level \
        || ',"greeting":"' || greeting || '"}}'""";
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement();
        var found = statement.executeQuery(rows.formatted(world.lake()))) {
      found.next();
      return found.getLong(1);
    }
  }
}
