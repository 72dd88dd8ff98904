package dev.tributary.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.it.contents.EventDigest;
import dev.tributary.it.contents.SmallLake;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The test of the fault tests: what two rows have swapped is found, and where it is. */
final class AuditTest {
  private static final String TOPIC = "history";
  private static final int RECORDS = 400;

  private final List<Sent> sent = new ArrayList<>();
  private final Set<Sent.Position> duplicates = new HashSet<>();
  private final Map<String, Long> keys = new HashMap<>();
  private final List<String> messages = new ArrayList<>();
  private final List<String> oldOnes = new ArrayList<>();
  private final List<String> deadLetters = new ArrayList<>();
  @TempDir private Path lake;
  private SmallLake files;

  @BeforeEach
  void fill() throws Exception {
    files = new SmallLake();
    var records = new SeededRecords("run", List.of(TOPIC), new Random(5));
    for (long offset = 0; offset < RECORDS; offset++) {
      SeededRecords.Made made = records.next();
      String md5 = EventDigest.md5(made.value());
      var one = new Sent(TOPIC, 0, offset, made.form(), made.id(), md5);
      sent.add(one);
      put(one, made.value());
    }
    files.decode();
  }

  private void put(Sent one, byte[] value) throws Exception {
    switch (one.form()) {
      case DUPLICATE -> duplicates.add(one.position());
      case MALFORMED -> {
        files.putDeadLetter(TOPIC, 0, one.offset(), value);
        if (value.length > 0) {
          deadLetters.add(one.position().toString());
        }
      }
      case EVENT, LATE, OLD_SHAPE -> {
        files.putRow(TOPIC, 0, one.offset(), value);
        String text = new String(value, StandardCharsets.UTF_8);
        if (one.form() == Sent.Form.OLD_SHAPE) {
          oldOnes.add(one.position().toString());
        } else if (text.contains("\"message\"")) {
          messages.add(one.position().toString());
        }
      }
    }
  }

  @AfterEach
  void close() throws Exception {
    files.close();
  }

  private Audit audit() throws Exception {
    files.write(lake);
    var ends = Map.of(new TopicPartition(TOPIC, 0), (long) RECORDS);
    return Audit.of(lake, sent, new Audit.Logged(ends, keys, duplicates, duplicates.size(), 0));
  }

  @Test
  void isExactWhereEachRowHoldsWhatWasSent() throws Exception {
    Audit audit = audit();
    assertThat(audit).matches(Audit::isExact);
    assertThat(audit.rows()).isGreaterThan(RECORDS * 3 / 4);
    assertThat(audit.deadLetters()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void takesADuplicateForRightWhereTheTopicsHaveItsIdTwice(long inKafka) throws Exception {
    Sent duplicate =
        sent.stream().filter(each -> each.form() == Sent.Form.DUPLICATE).findFirst().orElseThrow();
    sent.removeIf(each -> !each.equals(duplicate) && duplicate.id().equals(each.id()));
    keys.put(duplicate.id(), inKafka);
    assertThat(audit().wrong()).isEqualTo(2 - inKafka);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "raw_event",
        "event_id",
        "text",
        "mentions",
        "host",
        "event_time",
        "received_at",
        "kafka_offset"
      })
  void namesTwoRowsThatSwappedAColumn(String column) throws Exception {
    assertNames("events", column, messages.get(3), messages.get(4));
  }

  @Test
  void namesTwoRowsOfEventsWithoutIdsThatSwappedTheirHeaders() throws Exception {
    assertNames("events", "headers", oldOnes.get(0), oldOnes.get(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw_event", "kafka_offset"})
  void namesTwoDeadLettersThatSwappedAColumn(String column) throws Exception {
    assertNames("dead_letters", column, deadLetters.get(0), deadLetters.get(1));
  }

  @Test
  void namesAFileThatIsLostAndOneThatNoCommitMade() {
    assertThat(ValidFiles.differences(Set.of("a", "b", "c"), Set.of("a", "b", "d")))
        .containsExactly(
            "c: is valid by the commit log, and is not in the lake",
            "d: is in the lake, and not valid by the commit log");
  }

  private void assertNames(String table, String column, String one, String other) throws Exception {
    files.swap(table, column, one, other);
    Audit audit = audit();
    assertThat(audit.isExact()).isFalse();
    assertThat(audit.unequal()).anyMatch(each -> each.startsWith(one + ": "));
    assertThat(audit.unequal()).anyMatch(each -> each.startsWith(other + ": "));
    assertThat(audit.unequal())
        .as("no other row")
        .allMatch(each -> each.startsWith(one + ": ") || each.startsWith(other + ": "));
  }
}
