package dev.tributary.ingest;

import static dev.tributary.ingest.JsonValue.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ingest.publish.OutgoingEvent;
import dev.tributary.schemas.decode.EventDecoder;
import dev.tributary.schemas.event.Decoded;
import dev.tributary.schemas.event.Event;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OldRoutesTest {
  private final RunningService service = new RunningService();

  @AfterEach
  void stop() {
    service.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, default, events, This is the default response!",
    "/request_group, request_group, MessageHistory, Request Submitted!",
    "/accept_member, accept_member, MessageHistory, Member Approved!",
    "/decline_member, decline_member, MessageHistory, Member Declined!",
    "/message, message, MessageHistory, Message sent!",
    "/message/, message, MessageHistory, Message sent!"
  })
  void answersTheOldRepliesByteForByte(String path, String type, String topic, String reply)
      throws IOException {
    String answer =
        service.exchange("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").contains("Content-Type: text/plain");
    assertThat(body(answer)).isEqualTo(reply + "\n");
    assertThat(service.publisher.events).extracting(OutgoingEvent::topic).containsExactly(topic);
    assertThat(only().type()).isEqualTo(type);
  }

  @Test
  void writesTheFlatShapeOfTheOldServicePlusItsOwnFields() throws IOException {
    service.exchange(
        "GET /request_group HTTP/1.0\r\nhost: requester.game.com\r\nUSER-AGENT: ApacheBench/2.3\r\n"
            + "Accept: */*\r\n\r\n");

    String json = new String(service.publisher.events.getFirst().value(), UTF_8);
    assertThat(json)
        .matches(
            json(
                "\\{'event_type':'request_group','id':'[0-9a-f-]{36}',"
                    + "'received_at':'[0-9T:.-]{23}Z','Host':'requester.game.com',"
                    + "'User-Agent':'ApacheBench/2.3','Accept':'\\*/\\*'}"));
    assertThat(only().id()).isEqualTo(new String(service.publisher.events.getFirst().key(), UTF_8));
  }

  @Test
  void takesQueryAndJsonBodyAsDataAndTheBodyWins() throws IOException {
    post("/message?a=1&a=2&b=%C3%A9+x", json("{ 'b' : [1.0e5, null] }"));

    assertThat(value()).endsWith(json("'data':{'a':['1','2'], 'b' : [1.0e5, null] }}"));
    only();
  }

  @Test
  void keepsABodyThatIsNoObjectUnderValue() throws IOException {
    post("/message", "[1,2]");

    assertThat(value()).endsWith(json("'data':{'value':[1,2]}}"));
    only();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not json",
        "{",
        "{} {}",
        "{'a':1},'event_type':'other'",
        "{'a':1}}",
        " ",
        "{'a':01}",
        "\u00ff",
        "{'a':'\u00ff'}",
        "\0{\0}"
      })
  void refusesABodyThatIsNotJsonAndNamesTheProblem(String body) throws IOException {
    String answer = post("/message", json(body));

    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
    assertThat(body(answer)).containsAnyOf("JSON", "UTF-8");
    assertThat(service.publisher.events).isEmpty();
  }

  @Test
  void answersHeadAndOptionsAndTakesNoEvent() throws IOException {
    String head =
        service.exchange("HEAD /message HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    String options =
        service.exchange("OPTIONS /message HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    assertThat(head).startsWith("HTTP/1.1 200 OK").contains("Content-Length: 14\r\n");
    assertThat(body(head)).isEmpty();
    assertThat(options).startsWith("HTTP/1.1 204").contains("Allow: GET, POST, HEAD, OPTIONS");
    assertThat(service.publisher.events).isEmpty();
  }

  @Test
  void answersAWrongMethodWith405AndAllow() throws IOException {
    String answer =
        service.exchange("DELETE /message HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 405 ").contains("Allow: GET, POST, HEAD, OPTIONS\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nope",
        "/message/x",
        "//message",
        "/./message",
        "/x/../message",
        "/%6dessage",
        "/message;a"
      })
  void answersAnUnknownPathWith404(String path) throws IOException {
    String answer =
        service.exchange("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 404 ");
    assertThat(service.publisher.events).isEmpty();
  }

  @Test
  void answers503WithRetryAfterWhenKafkaDoesNotAcknowledge() throws IOException {
    service.publisher.goDown();

    String answer = service.exchange("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    String ready =
        service.exchange("GET /health/ready HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    String live =
        service.exchange("GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 503 ").contains("Retry-After: 1\r\n");
    assertThat(ready).startsWith("HTTP/1.1 503 ");
    assertThat(live).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void neverStoresSecretsOrAddresses() throws IOException {
    service.exchange(
        "GET / HTTP/1.1\r\n"
            + "Host: a\r\n"
            + "Cookie: s3cret\r\n"
            + "AUTHORIZATION: s3cret\r\n"
            + "X-Api-Key: s3cret\r\n"
            + "x-forwarded-for: 10.1.1.1\r\n"
            + "Proxy-Authorization: s3cret\r\n"
            + "Connection: close\r\n\r\n");

    assertThat(value()).doesNotContain("s3cret").doesNotContain("10.1.1.1");
  }

  @Test
  void joinsRepeatedHeadersAndReadsBytesThatAreNoUtf8AsLatin1() throws IOException {
    service.exchange(
        json(
            "GET / HTTP/1.1\r\nHost: a\r\nx-a: 1\r\nX-B: caf\u00e9 \u00c3\u00a9\r\nX-A: '2'\r\n"
                + "x-c: \u00c3\u00a9\r\nConnection: close\r\n\r\n"));

    assertThat(value()).contains("\"X-A\":\"1, \\\"2\\\"\"").contains(json("'X-B':'café Ã©'"));
    assertThat(value()).contains(json("'X-C':'é'"));
    only();
  }

  private String post(String target, String body) throws IOException {
    return service.exchange(
        "POST "
            + target
            + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  private String value() {
    return new String(service.publisher.events.getFirst().value(), UTF_8);
  }

  /** The one event, as the pipeline decodes it. */
  private Event only() {
    assertThat(service.publisher.events).hasSize(1);
    byte[] value = service.publisher.events.getFirst().value();
    Decoded decoded = new EventDecoder().decode(value, System.currentTimeMillis());
    assertThat(decoded).isInstanceOf(Decoded.Valid.class);
    return ((Decoded.Valid) decoded).event();
  }
}
