package dev.tributary.ledger.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.ledger.kafka.KafkaClients;
import dev.tributary.ledger.record.LogKind;
import dev.tributary.ledger.record.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What anybody could write into the log's topic. */
final class LogRecordsTest {
  private static final LogAccess LOG =
      new LogAccess(new KafkaClients("localhost:1", ""), "game", "me", Set.of(7L));
  private static final String SEAL =
      "{\"format\":2,\"snapshot\":1,\"owner\":\"o\","
          + "\"at\":\"2026-11-24T11:10:00Z\",\"until\":\"2026-11-24T11:00:00Z\"}";

  @Test
  void readsAMark() {
    assertThat(read("published", "{'format':2,'sequence':3,'snapshot':1}"))
        .isEqualTo(new LogRecord.Published(2, 3, 1));
  }

  @Test
  void readsASeal() {
    assertThat(read("sealed", SEAL))
        .isEqualTo(new LogRecord.Sealed(2, 1, "o", "2026-11-24T11:10:00Z", "2026-11-24T11:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "11:00:00Z, 11:00:01Z",
    "2026-11-24T11:00:00Z, +12026-11-24T11:00:00Z",
    "2026-11-24T11:10:00Z, +12026-11-24T11:10:00Z",
    "2026-11-24T11:10:00Z, soon",
    "'\"owner\":\"o\",', ''"
  })
  void endsTheLaunchAtASealThatIsNone(String is, String becomes) {
    assertThatThrownBy(() -> read("sealed", SEAL.replace(is, becomes)))
        .isInstanceOf(UnreadableLogException.class)
        .hasMessageStartingWith(
            "Cannot read the commit log game.commits at offset 41: it is no record of kind sealed")
        .hasMessageNotContainingAny("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "published | {'format':9,'sequence':3}",
        "published | null",
        "published | []",
        "published | {'format':2,",
        "unheard   | {'format':2}",
        "snapshot  | {'format':2,'sequence':1}",
        "commit    | {'format':2,'sequence':1,'owner':'o'}"
      })
  void endsTheLaunchInOneLineThatNamesTheOffset(String key, String value) {
    assertThatThrownBy(() -> read(key, value))
        .isInstanceOf(UnreadableLogException.class)
        .hasMessageStartingWith("Cannot read the commit log game.commits at offset 41: ")
        .hasMessageEndingWith("launch with --skipLogRecords=41")
        .hasMessageNotContainingAny("\n");
  }

  @Test
  void saysWhatToDoWithALogOfTheFormatBefore() {
    assertThatThrownBy(() -> read("launch", "{'format':1,'sequence':1}"))
        .isInstanceOf(UnreadableLogException.class)
        .hasMessage(
            "Cannot read the commit log game.commits at offset 41: its format is 1, this program"
                + " reads 2. Launch with a new --name and a new --lake: the topics are read again");
  }

  /** A follower is older than the pipeline for as long as an upgrade lasts. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "published | {'format':9,'sequence':3,'snapshot':1,'new':[1]} | true",
        "published | {'format':1,'sequence':3}                        | false",
        "published | {'format':9,'sequence':'x'}                      | false",
        "unheard   | {'format':2}                                     | false",
        "sealed    | {'format':9,'snapshot':1,'owner':'o','at':'2026-11-24T11:10:00Z',"
            + "'until':'2026-11-24T11:00:00Z','new':1}                | true",
        "sealed    | {'format':2,'snapshot':1,'owner':'o','at':'2026-11-24T11:10:00Z',"
            + "'until':'2026-11-24T11:10:00Z'}                        | false"
      })
  void followsWhatIsNewer(String key, String value, boolean isRead) {
    assertThat(LogKind.follow(key.getBytes(StandardCharsets.UTF_8), utf8(value)))
        .matches(read -> read.isPresent() == isRead);
  }

  @Test
  void endsTheLaunchAtARecordWithoutAKey() {
    assertThatThrownBy(
            () -> LogRecords.read(LOG, new ConsumerRecord<>("t", 0, 41, null, new byte[] {1})))
        .isInstanceOf(UnreadableLogException.class)
        .hasMessageContaining("at offset 41: it has no key or no value");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../tmp/x",
        "/etc/passwd",
        "_staging/../x",
        "_staging//x",
        "_staging/",
        "_staging",
        "other/x",
        "_staging/a b",
        "_staging/é"
      })
  void namesNoFileOutsideOfTheLake(String staged) {
    String batch =
        ("{'format':2,'sequence':1,'snapshot':0,'owner':'o','at':'','nonRows':0,'batch':{"
                + "'lanes':{'0-a':{'from':0,'to':1,'rows':1}},'files':[{'staged':'STAGED',"
                + "'path':'events/event_type=t/dt=2026-11-24/hour=10/x','rows':1,'bytes':1}],"
                + "'duplicatesByType':{},'deadLettersByReason':{}}}")
            .replace("STAGED", staged);
    assertThatThrownBy(() -> read("commit", batch))
        .isInstanceOf(UnreadableLogException.class)
        .hasMessageContaining("A path must lie in _staging of the lake: " + staged);
    assertThat(read("commit", batch.replace("'" + staged + "'", "'_staging/x'")))
        .isInstanceOf(LogRecord.Commit.class);
  }

  @Test
  void skipsWhatTheOperatorNames() {
    assertThat(LOG.skips(7)).isTrue();
    assertThat(LOG.skips(8)).isFalse();
  }

  private static LogRecord read(String key, String value) {
    return LogRecords.read(
            LOG,
            new ConsumerRecord<>(
                "game.commits", 0, 41, key.getBytes(StandardCharsets.UTF_8), utf8(value)))
        .record();
  }

  /** JSON with {@code '} in the place of each quotation mark. */
  private static byte[] utf8(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
