package dev.tributary.ingest;

import static dev.tributary.ingest.JsonValue.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** NDJSON: each line stands alone, and its record holds its own bytes. */
class LinesTest {
  private static final String LINES = "Content-Type: application/x-ndjson\r\n";
  private static final String BROKEN = json("{'event_type':'t',");

  private final Posts posts = new Posts();

  @AfterEach
  void stop() {
    posts.close();
  }

  private static String line(int n) {
    String more = n % 2 == 0 ? json(",'extra':[" + n + ",'größe 😀']") : "";
    return json(
        "{'event_type':'t','id':'n"
            + n
            + "','data':{'player':"
            + n
            + ",'name':'é😀"
            + "x".repeat(n)
            + "'}"
            + more
            + "}");
  }

  private static String dataOf(int n) {
    String more = n % 2 == 0 ? json(",'extra':[" + n + ",'größe 😀']") : "";
    return json("{'player':" + n + ",'name':'é😀" + "x".repeat(n) + "'" + more + "}");
  }

  private void expect(List<Integer> numbers) {
    assertThat(posts.service.publisher.events).hasSize(numbers.size());
    for (int i = 0; i < numbers.size(); i++) {
      assertThat(posts.value(i)).contains(json("'id':'n" + numbers.get(i) + "'"));
      assertThat(posts.data(i)).isEqualTo(dataOf(numbers.get(i)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\n\n", "\r\n\r\n", "\n \t\r\n"})
  void keepsEachLineItsOwnData(String end) throws IOException {
    String body = String.join(end, line(1), line(2), line(3), line(4), line(5));

    assertThat(posts.send("/v1/events", LINES, end + body + end)).contains(json("'accepted':5,"));
    expect(List.of(1, 2, 3, 4, 5));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void refusesABrokenLineAloneWhereverItStands(int place) throws IOException {
    List<String> lines = new java.util.ArrayList<>(List.of(line(1), line(2), line(3)));
    lines.add(place, BROKEN);

    String answer = posts.send("/v1/events", LINES, String.join("\n", lines));

    assertThat(Posts.bodyOf(answer))
        .startsWith(json("{'accepted':3,'rejected':1,"))
        .contains(json("{'index':" + place + ",'error':{'code':'NOT_JSON'"));
    expect(List.of(1, 2, 3));
  }

  @Test
  void refusesNoMoreThanTheLineThatBeginsWithAByteOrderMark() throws IOException {
    String answer = posts.send("/v1/events", LINES, "\ufeff" + line(1) + "\n" + line(2));

    assertThat(Posts.bodyOf(answer))
        .startsWith(json("{'accepted':1,'rejected':1,"))
        .contains(json("{'index':0,'error':{'code':'NOT_JSON'"), "byte order mark");
    expect(List.of(2));
  }

  @Test
  void refusesNoMoreThanTheLineThatIsNotUtf8OrHasTooManyMembers() throws IOException {
    StringBuilder wide = new StringBuilder(json("{'event_type':'t'"));
    for (int i = 0; i < 10_000; i++) {
      wide.append(json(",'m")).append(i).append(json("':0"));
    }
    String utf8 =
        new String(
            line(1).getBytes(java.nio.charset.StandardCharsets.UTF_8),
            java.nio.charset.StandardCharsets.ISO_8859_1);

    String answer = posts.bytes("/v1/events", LINES, "\u00ff\n" + wide + "}\n" + utf8);

    assertThat(Posts.bodyOf(answer))
        .startsWith(json("{'accepted':1,'rejected':2,"))
        .contains(json("'index':0,'error':{'code':'NOT_JSON'"))
        .contains(json("'index':1,'error':{'code':'LIMIT_EXCEEDED'"));
    expect(List.of(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/cloudevents-batch+json"})
  void refusesNoMoreThanTheElementThatHasTooManyMembers(String type) throws IOException {
    StringBuilder wide = new StringBuilder(json("{'deep':[{"));
    for (int i = 0; i < 10_001; i++) {
      wide.append(i == 0 ? "" : ",").append(json("'m")).append(i).append(json("':[{}]"));
    }
    wide.append(json("}],'event_type':'t'}"));
    String good = json("{'event_type':'t','specversion':'1.0','type':'t','source':'s','id':'i'}");

    String answer =
        posts.send(
            "/v1/events",
            "Content-Type: " + type + "\r\n",
            "[" + good + "," + wide + "," + good + "]");

    assertThat(Posts.bodyOf(answer))
        .startsWith(json("{'accepted':2,'rejected':1,"))
        .contains(json("'index':1,'error':{'code':'LIMIT_EXCEEDED'"));
  }

  @Test
  void takesNothingFromABodyOfBlankLines() throws IOException {
    assertThat(posts.send("/v1/events", LINES, "\n \r\n"))
        .startsWith("HTTP/1.1 200 ")
        .endsWith(json("{'accepted':0,'rejected':0,'events':[]}\n"));
  }

  @Test
  void countsWhatManyWideEventsNeed() throws IOException {
    StringBuilder event = new StringBuilder(json("{'event_type':'t'"));
    for (int i = 0; i < 9_000; i++) {
      event.append(json(",'m")).append(i).append(json("':0"));
    }
    String lines = (event + "}\n").repeat(20);

    assertThat(posts.send("/v1/events", LINES, lines)).contains(json("'accepted':20,"));
    try (Posts small = new Posts(Map.of("server.max-body-memory", "4000000"))) {
      assertThat(small.send("/v1/events", LINES, lines)).startsWith("HTTP/1.1 503 ");
      assertThat(small.service.publisher.events).isEmpty();
    }
  }
}
