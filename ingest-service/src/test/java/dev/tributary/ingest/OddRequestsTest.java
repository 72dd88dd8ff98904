package dev.tributary.ingest;

import static dev.tributary.ingest.JsonValue.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as people and programs send them who have not read the contract. */
class OddRequestsTest {
  /** What curl -d says of a body. */
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

  private final Posts posts = new Posts();

  @AfterEach
  void stop() {
    posts.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'event_type':'t'}", " \r\n\t[{'event_type':'t'}]"})
  void readsAFormThatIsJson(String body) throws IOException {
    assertThat(posts.send("/v1/events", FORM, json(body))).contains(json("'accepted':1,"));
    assertThat(posts.send("/message", FORM, json(body))).endsWith("Message sent!\n");
    assertThat(posts.send("/v1/track", FORM, json("{'event':'E'}")))
        .contains(json("'accepted':1,"));
  }

  @Test
  void refusesAFormThatIsOne() throws IOException {
    assertThat(posts.send("/v1/events", FORM, "event_type=t")).startsWith("HTTP/1.1 415 ");
    assertThat(posts.send("/v1/events", FORM, json("{'event_type'"))).startsWith("HTTP/1.1 400 ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /message?text=q&player_id=p | {"text": "b"} | {"player_id":"p","text": "b"}
          /message?text=q | {"text":"b"} | {"text":"b"}
          /message?text=q | {"te\\u0078t":null} | {"te\\u0078t":null}
          /message?text=q | {} | {"text":"q"}
          /message?value=q&a=1 | [5] | {"a":"1","value":[5]}
          /message?a=1&a=2 | {"b":{"a":3}} | {"a":["1","2"],"b":{"a":3}}
          """)
  void writesANameOnceWhenQueryAndBodyHaveIt(String target, String body, String data)
      throws IOException {
    assertThat(posts.send(target, "", body)).startsWith("HTTP/1.1 200 ");

    assertThat(posts.lastData()).isEqualTo(data);
  }

  @Test
  void countsTheMembersOfQueryAndBodyTogether() throws IOException {
    StringBuilder body = new StringBuilder("{");
    for (int i = 0; i < 9_999; i++) {
      body.append(i == 0 ? "" : ",").append(json("'m")).append(i).append(json("':0"));
    }

    assertThat(posts.send("/?a=1", "", body + "}")).startsWith("HTTP/1.1 200 ");
    assertThat(posts.send("/?a=1&b=2", "", body + "}"))
        .startsWith("HTTP/1.1 413 ")
        .contains("too many members together (limit=10000)");
    assertThat(posts.send("/", "", json(body + ",'x':0,'y':0}")))
        .startsWith("HTTP/1.1 413 ")
        .contains("too many members");
    assertThat(posts.send("/v1/events", "", json(body + ",'event_type':'t','y':0}")))
        .startsWith("HTTP/1.1 413 ")
        .contains("LIMIT_EXCEEDED");
  }

  /** Each record holds the headers: 10,000 of them are 16 MB here, more than all may have. */
  @Test
  void takesALargeBatchWithLongHeaders() throws IOException {
    int events = 10_000;
    StringBuilder body = new StringBuilder("[");
    for (int i = 0; i < events; i++) {
      body.append(i == 0 ? "" : ",")
          .append(json("{'event_type':'t','id':'n"))
          .append(i)
          .append(json("','data':{'x':'"))
          .append("x".repeat(840))
          .append(json("'}}"));
    }
    String headers = "X-Long: " + "h".repeat(1_600) + "\r\n";
    assertThat(body.length()).isBetween(8_500_000, 10_000_000);

    try (Posts small = new Posts(Map.of("server.max-body-memory", "33554432"))) {
      String answer = small.send("/v1/events", headers, body + "]");

      assertThat(answer)
          .startsWith("HTTP/1.1 200 ")
          .contains(json("'accepted':10000,'rejected':0,"));
      Set<String> ids = new HashSet<>();
      small.service.publisher.events.forEach(
          event -> ids.add(new String(event.key(), java.nio.charset.StandardCharsets.US_ASCII)));
      assertThat(ids).hasSize(events);
      assertThat(answer).contains(json("{'id':'n9999','receipt':'events-0-9999'}]}"));
    }
  }

  @Test
  void answersForEachEventOfEachPortionWhenKafkaIsDown() throws IOException {
    posts.service.publisher.goDown();
    String event = json("{'event_type':'t','id':'%d','data':{'x':'" + "x".repeat(900_000));
    StringBuilder body = new StringBuilder("[7");
    for (int i = 0; i < 5; i++) {
      body.append(',').append(event.replace("%d", String.valueOf(i))).append(json("'}}"));
    }

    String answer = posts.send("/v1/events", "", body + "]");

    assertThat(answer).startsWith("HTTP/1.1 503 ").contains(json("{'index':0,'error':"));
    for (int i = 0; i < 5; i++) {
      assertThat(answer).contains(json("{'id':'" + i + "','acknowledged':'unknown'}"));
    }
  }
}
