package dev.tributary.ingest.format;

import static dev.tributary.ingest.JsonValue.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tributary.ingest.http.ProblemException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast way through events makes the same of each as the slow one. */
class OwnEventsTest {
  private static final String FULL =
      "{'event_type':'t','id':'a1','timestamp':'2026-11-30T00:00:00Z','data':{'größe':[1,{}]}}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        FULL,
        "[" + FULL + "," + FULL + "]",
        " [ " + FULL + " , {'event_type':'u'} ] ",
        "{'event_type':'t','data':null}",
        "{'event_type':'t','data':{},'data':{}}",
        "{'event_type':'t','event_type':'t'}",
        "{'event_type':'t','id':''}",
        "{'event_type':'','id':'a'}",
        "{'event_type':'t','extra':1}",
        "{'event_type':'t','data':{'a':1},'a':2}",
        "{'event_type':'\\u0074','id':'\\n'}",
        "{'event_type':'t','data':{'a':'\\ud800','b':'\\x'}}",
        "{'event_type':'t','data':{'a':01}}",
        "{'event_type':'t','data':{'a':1.}}",
        "{'event_type':'t','data':{'a':1,}}",
        "{'event_type':'t','data':[1]}",
        "{'event_type':'t','data':{'a':tru}}",
        "{'event_type':'t'}}",
        "{'event_type':'t'",
        "[{'event_type':'t'},]",
        "[{'event_type':'t'}",
        "{'event_type':'t'},{'event_type':'t'}",
        "[]",
        "7",
        " "
      })
  void makesTheSameOfAnEvent(String text) {
    check(json(text));
  }

  @Test
  void makesTheSameOfAnObjectAtTheLimitOfMembersAndBeyondIt() {
    check(wide(10_000));
    check(wide(10_001));
  }

  @Test
  void makesTheSameOfDeepValuesAndLongNumbersAndNames() {
    for (int length : List.of(60, 64, 65, 100, 101, 1_000, 1_001, 60_000)) {
      check(
          json("{'event_type':'t','data':{'a':" + "[".repeat(length) + "]".repeat(length) + "}}"));
      check(json("{'event_type':'t','data':{'a':" + "1".repeat(length) + "}}"));
      check(json("{'event_type':'t','data':{'" + "a".repeat(length) + "':1}}"));
    }
  }

  private static String wide(int members) {
    return IntStream.range(0, members)
        .mapToObj(n -> json("'k" + n + "':" + n))
        .collect(Collectors.joining(",", json("{'event_type':'t','data':{"), "}}"));
  }

  private static void check(String text) {
    checkSame(text.getBytes(UTF_8));
  }

  /** Both readers make the same events of the body, or say the same of it. */
  static void checkSame(byte[] body) {
    JsonEvents<ParsedEvent> slow = JsonEvents.of(EventObject::read);
    OwnEvents both = new OwnEvents();
    checkSame(
        () -> both.read(EventLaws.amongOthers(body), EventLaws.memory()),
        () -> slow.read(EventLaws.amongOthers(body), EventLaws.memory()));
    checkSame(
        () -> both.readLines(EventLaws.amongOthers(body), EventLaws.memory()),
        () -> slow.readLines(EventLaws.amongOthers(body), EventLaws.memory()));
  }

  private interface Reading {
    List<ParsedEvent> read();
  }

  private static void checkSame(Reading one, Reading other) {
    List<ParsedEvent> expected;
    try {
      expected = other.read();
    } catch (ProblemException problem) {
      assertThat(catchThrowable(one::read))
          .isInstanceOfSatisfying(
              ProblemException.class,
              same -> {
                assertThat(same.status()).isEqualTo(problem.status());
                assertThat(same).hasMessage(problem.getMessage());
              });
      return;
    }
    List<ParsedEvent> read = one.read();
    assertThat(read).hasSameSizeAs(expected);
    for (int i = 0; i < read.size(); i++) {
      assertThat(read.get(i).characters()).isEqualTo(expected.get(i).characters());
      EventLaws.checkSame(expected.get(i), read.get(i));
    }
  }
}
