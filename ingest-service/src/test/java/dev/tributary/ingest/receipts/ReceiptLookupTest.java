package dev.tributary.ingest.receipts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ledger.record.NonRowOffsets;
import dev.tributary.ledger.record.Offsets;
import dev.tributary.ledger.record.Position;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each answer that a look-up can give, as the JSON that a client gets. */
class ReceiptLookupTest {
  private static final String HOUR = "events/event_type=a/dt=2026-11-24/hour=10/";
  private static final String LETTERS = "dead_letters/dt=2026-11-24/";
  private static final NonRowOffsets NONE = new NonRowOffsets("0-A", Offsets.NONE, List.of());

  private final FakeLogAndTopics parts = new FakeLogAndTopics();
  private final ReceiptLookup lookup = new ReceiptLookup(parts, parts);

  @BeforeEach
  void aTopicOfTenRecords() {
    parts.topics.put("events", new TopicView.Topic("A", 4));
    parts.end = 10;
  }

  @Test
  void saysHowFarThePipelineIsBehindWhatIsInFlight() {
    parts.launch("A", 0);
    parts.commit("A", 4, NONE, HOUR + "x.parquet");

    assertThat(json(7))
        .isEqualTo(
            "{'receipt':'events-0-7','state':'in_flight','topic':'events','partition':0,"
                + "'offset':7,'topic_id':'A','lag':{'records':6,'committed_offset':4,"
                + "'end_offset':10,'last_commit_at':'2026-11-24T00:00:01Z'}}");
  }

  @Test
  void takesEverythingAsInFlightWhereNoPipelineEverRan() {
    assertThat(json(9))
        .isEqualTo(
            "{'receipt':'events-0-9','state':'in_flight','topic':'events','partition':0,"
                + "'offset':9,'topic_id':'A','lag':{'records':10,'end_offset':10}}");
  }

  @Test
  void namesTheCommitAndTheFileOfARow() {
    parts.launch("A", 0);
    parts.commit("A", 4, NONE, HOUR + "x.parquet", LETTERS + "y.parquet");
    String row =
        "{'receipt':'events-0-2','state':'%s','topic':'events','partition':0,'offset':2,"
            + "'topic_id':'A','commit':{'sequence':1,'at':'2026-11-24T00:00:01Z','published':%s},"
            + "'file':'events/event_type=a/dt=2026-11-24/hour=10/x.parquet'}";

    assertThat(json(2)).isEqualTo(row.formatted("committed", false));
    parts.publish();
    assertThat(json(2)).isEqualTo(row.formatted("queryable", true));
  }

  @Test
  void namesAtMostTwentyFilesThatCanHaveTheRow() {
    String[] files = new String[30];
    for (int i = 0; i < files.length; i++) {
      files[i] = HOUR + i + ".parquet";
    }
    parts.launch("A", 0);
    parts.commit("A", 4, NONE, files);

    assertThat(json(2))
        .contains("'files':['" + HOUR + "0.parquet',", "'" + HOUR + "19.parquet'],'file_count':30}")
        .doesNotContain("'file':", "20.parquet");
  }

  @Test
  void namesTheCauseOfADeadLetterAndMarksADuplicateAndALoss() {
    parts.launch("A", 0);
    var letters = new NonRowOffsets.DeadLetters("WRONG_TYPE", "data.level", Offsets.of(3));
    parts.commit(
        "A",
        6,
        new NonRowOffsets("0-A", Offsets.of(2), List.of(letters), Offsets.of(0, 2)),
        HOUR + "x.parquet",
        LETTERS + "y.parquet");
    parts.publish();

    assertThat(json(0)).contains("'state':'lost'").doesNotContain("file");
    assertThat(json(1)).contains("'state':'lost'");
    assertThat(json(2)).contains("'state':'duplicate'").doesNotContain("file");
    assertThat(json(3))
        .contains(
            "'state':'dead_letter'",
            "'reason':'WRONG_TYPE','field':'data.level',"
                + "'rule':'a declared field must have a value of its type'",
            "'file':'" + LETTERS + "y.parquet'");
    assertThat(json(4)).contains("'state':'queryable'", "'file':'" + HOUR + "x.parquet'");
  }

  @Test
  void saysOfARowAndOfADeadLetterThatTheyExpired() {
    parts.launch("A", 0);
    var letters = new NonRowOffsets.DeadLetters("NOT_JSON", "", Offsets.of(3));
    var nonRows = new NonRowOffsets("0-A", Offsets.NONE, List.of(letters));
    parts.commit("A", 6, nonRows, HOUR + "x.parquet", HOUR + "z.parquet", LETTERS + "y.parquet");
    parts.publish();
    String hour = HOUR.substring(0, HOUR.length() - 1);

    parts.expire(hour, HOUR + "x.parquet");
    assertThat(json(4))
        .as("it may be in z")
        .contains("'state':'queryable'", "z.parquet','may_have_expired':true");
    parts.expire(hour, HOUR + "z.parquet");
    parts.expire(LETTERS.substring(0, LETTERS.length() - 1), LETTERS + "y.parquet");

    assertThat(json(4)).contains("'state':'expired'", "'sequence':1").doesNotContain("file");
    assertThat(json(3)).contains("'state':'expired'", "'reason':'NOT_JSON'");
  }

  @Test
  void searchesTheLogForWhatIsNoLongerInMemory() {
    parts.launch("A", 2);
    parts.commit("A", 3, NONE, HOUR + "x.parquet");
    parts.publish();
    parts.launch("B", 0);
    parts.publish();
    parts.restart();

    assertThat(json(4)).contains("'state':'queryable'", "'sequence':1,", "x.parquet");
    assertThat(json(1)).contains("'state':'never_read'").doesNotContain("commit");
    parts.trim();
    assertThat(json(4)).contains("'state':'trimmed'").doesNotContain("commit");
  }

  @Test
  void knowsNoPositionPastTheEndAndNoOtherTopic() {
    parts.launch("A", 0);

    assertThat(lookup.find(new Position("events", 0, 10), "")).isEmpty();
    assertThat(lookup.find(new Position("events", 4, 0), "")).isEmpty();
    assertThat(lookup.find(new Position("others", 0, 0), "")).isEmpty();
    assertThat(lookup.find(new Position("events", 0, 1), "Z")).isEmpty();
  }

  @Test
  void saysThatATopicWasRecreated() {
    parts.launch("A", 0);
    parts.commit("A", 8, NONE, HOUR + "x.parquet");
    parts.publish();
    parts.topics.put("events", new TopicView.Topic("B", 4));
    parts.end = 3;

    assertThat(json(5))
        .contains(
            "'state':'of_a_former_topic'",
            "'topic_id':'A','former_state':'queryable'",
            "'file':'" + HOUR + "x.parquet'",
            "'former_topic_ids':['A']");
    assertThat(json(2))
        .contains("'state':'in_flight'", "'topic_id':'B'", "'former_topic_ids':['A']");
    assertThat(json(2, "A")).contains("'state':'of_a_former_topic'", "'topic_id':'A'");
    parts.topics.clear();
    assertThat(json(5)).contains("'state':'of_a_former_topic'");
    assertThat(lookup.find(new Position("events", 0, 8), "")).isEmpty();
  }

  @Test
  void doesNotSayInFlightWhenTheLogCanNotBeRead() {
    parts.launch("A", 0);
    parts.commit("A", 4, NONE, HOUR + "x.parquet");
    parts.failure = "The commit log x can't be read";

    assertThat(json(2)).contains("'state':'committed'");
    assertThatThrownBy(() -> json(5))
        .isInstanceOf(NotKnownNowException.class)
        .hasMessage("The commit log x can't be read");
  }

  private String json(long offset) {
    return json(offset, "");
  }

  private String json(long offset, String topicId) {
    Receipt receipt = lookup.find(new Position("events", 0, offset), topicId).orElseThrow();
    return new String(ReceiptJson.of(receipt), UTF_8).replace('"', '\'').strip();
  }
}
