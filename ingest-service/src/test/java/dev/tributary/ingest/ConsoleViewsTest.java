package dev.tributary.ingest;

import static dev.tributary.ingest.ConsoleAnswers.json;
import static dev.tributary.ingest.ConsoleAnswers.list;
import static dev.tributary.ingest.ConsoleAnswers.number;
import static dev.tributary.ingest.ConsoleAnswers.numbers;
import static dev.tributary.ingest.ConsoleAnswers.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ingest.receipts.LogStatus;
import dev.tributary.ingest.receipts.ReceiptState;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the views of the console get: the numbers of the ledger, and the way of an event. */
class ConsoleViewsTest {
  private static final String ROW = "events/event_type=a/dt=2026-11-24/hour=10/0-A-1.parquet";

  private final FakeReceipts receipts = new FakeReceipts();
  private final ConsoleLog log = new ConsoleLog();
  private final RunningService service = new RunningService(Map.of(), receipts);

  ConsoleViewsTest() {
    receipts.status = log::status;
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void countsTheFlowAsTheLedgerDoes() throws IOException {
    Instant now = Instant.now();
    log.commit(now.minusSeconds(86_400 * 2), "old", 100, "NOT_JSON");
    log.commit(now.minusSeconds(86_400 + 60), "old", 7, "NOT_JSON");
    log.publish();
    log.commit(now.minusSeconds(60), "a", 5, "WRONG_TYPE");
    log.publish();
    log.commit(now.minusSeconds(30), "b", 3, "WRONG_TYPE");
    log.end = 1_000;
    service.exchange("GET /message HTTP/1.0\r\n\r\n");
    service.exchange("GET /v1/pixel.gif?event_type=Bad HTTP/1.0\r\n\r\n");
    Map<?, ?> flow = json(get("/console/api/flow?window=PT10M"));
    Map<?, ?> ledger = (Map<?, ?>) flow.get("log");

    assertThat(numbers(ledger.get("counts")))
        .containsOnly(
            Map.entry("rows", 8L),
            Map.entry("duplicates", 2L),
            Map.entry("dead_letters", 2L),
            Map.entry("commits", 2L),
            Map.entry("queryable", 5L));
    assertThat(numbers(ledger.get("all")))
        .containsOnly(
            Map.entry("rows", 115L),
            Map.entry("duplicates", 4L),
            Map.entry("dead_letters", 4L),
            Map.entry("lost", 0L),
            Map.entry("expired", 0L),
            Map.entry("in_flight", 1_000L - 123),
            Map.entry("accepted", 1_000L),
            Map.entry("queryable", 112L),
            Map.entry("commits", 4L));
    assertThat(numbers(ledger.get("day_before"))).containsEntry("rows", 7L);
    assertThat(list(ledger.get("dead_letters_by_reason")).getFirst())
        .extracting("name", "count", "all")
        .containsExactly("NOT_JSON", number(0), number(2));
    assertThat(list(ledger.get("types"))).hasSize(3);
    assertThat(ledger.get("type_count")).isEqualTo(number(3));
    assertThat(ledger.get("difference")).isEqualTo(number(0));
    assertThat(ledger.get("state")).isEqualTo("following");
    assertThat(list(ledger.get("points"))).hasSize(11);
    Map<?, ?> own = (Map<?, ?>) flow.get("service");
    assertThat(numbers(own.get("counts"))).containsEntry("accepted", 1L);
    assertThat(numbers(own.get("counts"))).containsEntry("rejected", 1L);
    assertThat(list(own.get("rejected_by_code")).getFirst())
        .extracting("name", "count")
        .containsExactly("BAD_EVENT_TYPE", number(1));
  }

  @Test
  void showsLongerTimesAndRefusesOthers() throws IOException {
    log.commit(Instant.now().minusSeconds(86_400 * 5), "a", 6, "NOT_JSON");

    for (String window : List.of("PT10M", "PT1H", "PT24H")) {
      assertThat(counts(window)).doesNotContainKey("rows");
    }
    assertThat(counts("P7D")).containsEntry("rows", 6L);
    assertThat(counts("P14D")).containsEntry("rows", 6L);
    assertThat(get("/console/api/flow?window=PT9M"))
        .startsWith("HTTP/1.1 400 ")
        .contains("window must be PT10M, PT1H, PT24H, P7D or P14D: PT9M");
  }

  @Test
  void showsHowFarThePipelineIsAndSaysWhatItLeavesOut() throws IOException {
    log.commit(Instant.now(), "a", 5, "WRONG_TYPE");
    log.state = LogStatus.State.FAILED;
    log.why = "no right";
    log.lanes =
        IntStream.range(0, 250)
            .mapToObj(i -> new LogStatus.LaneStatus("events", i, "A", 3, 2, i == 9 ? -1 : 7, 1_000))
            .toList();
    Map<?, ?> health = json(get("/console/api/health"));
    Map<?, ?> ledger = (Map<?, ?>) health.get("log");

    assertThat(ledger.get("state")).isEqualTo("failed");
    assertThat(ledger.get("why")).isEqualTo("no right");
    assertThat(ledger.get("unpublished_commits")).isEqualTo(number(1));
    assertThat(list(ledger.get("lanes"))).hasSize(200);
    assertThat(ledger.get("lane_count")).isEqualTo(number(250));
    assertThat(list(ledger.get("lanes")).getFirst())
        .extracting("partition", "lag", "committed", "published", "end")
        .containsExactly(number(0), number(4), number(3), number(2), number(7));
    assertThat(list(ledger.get("lanes")).get(9)).doesNotContainKeys("lag", "end");
    assertThat(((Map<?, ?>) health.get("kafka")).get("ready")).isEqualTo(true);
    service.publisher.goDown();
    assertThat(get("/console/api/health")).contains("\"ready\":false");
  }

  @Test
  void showsTheWayOfAnEventAndSqlForItsRow() throws IOException {
    receipts.whole.put("events-2-41", receipt(ReceiptState.QUERYABLE, "", "", ROW));
    Map<?, ?> found = json(get("/console/api/find/events-2-41"));

    assertThat(((Map<?, ?>) found.get("receipt")).get("state")).isEqualTo("queryable");
    assertThat(list(found.get("steps")))
        .extracting(step -> step.get("name") + " " + step.get("state") + " " + step.get("at"))
        .containsExactly(
            "In Kafka done null",
            "Committed done 2026-11-24T01:02:05Z",
            "Outcome done null",
            "Queryable done null");
    assertThat(list(found.get("sql")))
        .extracting(sql -> sql.get("engine") + ": " + sql.get("text"))
        .containsExactly(
            "Presto: SELECT * FROM events\n"
                + "WHERE event_type = 'a' AND dt = '2026-11-24' AND hour = '10' AND \n"
                + "  kafka_topic = 'events' AND kafka_partition = 2 AND kafka_offset = 41",
            "DuckDB: SELECT * FROM read_parquet([\n"
                + "  'LAKE/"
                + ROW
                + "'],\n"
                + "  hive_partitioning=true, hive_types_autocast=false, union_by_name=true)\n"
                + "WHERE kafka_topic = 'events' AND kafka_partition = 2 AND kafka_offset = 41",
            "Spark SQL: SELECT * FROM parquet.`LAKE/"
                + ROW
                + "`\n"
                + "WHERE kafka_topic = 'events' AND kafka_partition = 2 AND kafka_offset = 41");
  }

  @Test
  void saysWhereAnEventLeftTheWay() throws IOException {
    String letters = "dead_letters/dt=2026-11-24/0-A-1.parquet";
    receipts.whole.put(
        "events-2-41", receipt(ReceiptState.DEAD_LETTER, "WRONG_TYPE", "data.level", letters));
    assertThat(get("/console/api/find/events-2-41"))
        .contains("\"state\":\"left\",\"text\":\"A dead letter: WRONG_TYPE in data.level\"")
        .contains("SELECT * FROM dead_letters\\nWHERE dt = '2026-11-24' AND \\n  kafka_topic");

    receipts.whole.put("events-2-41", receipt(ReceiptState.DUPLICATE, "", ""));
    assertThat(get("/console/api/find/events-2-41"))
        .contains("A duplicate: the same event has a row already")
        .endsWith("\"sql\":[]}\n");
    receipts.whole.clear();
    for (ReceiptState state : ReceiptState.values()) {
      receipts.states.put("events-2-41", state);
      assertThat(list(json(get("/console/api/find/events-2-41")).get("steps")))
          .as("%s", state)
          .hasSize(4);
    }
  }

  @Test
  void namesTheValuesOfSeveralFiles() throws IOException {
    receipts.whole.put(
        "events-2-41",
        receipt(ReceiptState.QUERYABLE, "", "", ROW, ROW.replace("=a/", "=b/"), moved()));

    assertThat(get("/console/api/find/events-2-41"))
        .contains("event_type IN ('a', 'b') AND dt = '2026-11-24' AND hour IN ('10', '11') AND ");
  }

  @Test
  void refusesWhatIsNoReceiptAndKnowsNothingOfOthers() throws IOException {
    assertThat(get("/console/api/find/41"))
        .startsWith("HTTP/1.1 400 ")
        .contains("receipt must be topic-partition-offset, as in events-2-41: 41");
    assertThat(get("/console/api/find/" + "-1".repeat(4_000)))
        .startsWith("HTTP/1.1 400 ")
        .hasSizeLessThan(700);
    assertThat(get("/console/api/find/events-2-41")).startsWith("HTTP/1.1 404 ");
    receipts.down = true;
    assertThat(get("/console/api/find/events-2-41")).startsWith("HTTP/1.1 503 ");
  }

  private static String moved() {
    return "events/event_type=a/dt=2026-11-24/hour=11/g1-x/c-1.parquet";
  }

  private Map<String, Long> counts(String window) throws IOException {
    Map<?, ?> flow = json(get("/console/api/flow?window=" + window));
    return numbers(((Map<?, ?>) flow.get("log")).get("counts"));
  }

  private String get(String path) throws IOException {
    return service.exchange("GET " + path + " HTTP/1.0\r\n\r\n");
  }
}
