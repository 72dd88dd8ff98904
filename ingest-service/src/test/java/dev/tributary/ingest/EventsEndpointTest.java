package dev.tributary.ingest;

import static dev.tributary.ingest.JsonValue.json;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventsEndpointTest {
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final String LINES = "Content-Type: application/x-ndjson\r\n";

  private final Posts posts = new Posts();

  @AfterEach
  void stop() {
    posts.close();
  }

  @Test
  void takesOneEventAndAnswersItsReceipt() throws IOException {
    String answer =
        post(
            JSON,
            json(
                "{'event_type':'sign_up','id':'a1','timestamp':'2026-11-24T01:02:03Z',"
                    + "'data':{'n': 1.50 }}"));

    assertThat(answer).startsWith("HTTP/1.1 200 OK");
    assertThat(Posts.bodyOf(answer))
        .isEqualTo(
            json("{'accepted':1,'rejected':0,'events':[{'id':'a1','receipt':'events-0-0'}]}\n"));
    assertThat(posts.value(0))
        .startsWith(json("{'event_type':'sign_up','id':'a1','received_at':'"))
        .endsWith(json(",'timestamp':'2026-11-24T01:02:03Z','data':{'n': 1.50 }}"));
    assertThat(new String(posts.service.publisher.events.getFirst().key(), UTF_8)).isEqualTo("a1");
  }

  @Test
  void takesOtherTopLevelFieldsIntoData() throws IOException {
    post(JSON, json("{'x' : [1, {'y':2}],'event_type':'t','data':{ 'a':1},'Host':'h'}"));
    post(JSON, json("{'x':'only','event_type':'t','data':{ }}"));

    assertThat(posts.value(0)).endsWith(json("'data':{ 'a':1,'x' : [1, {'y':2}],'Host':'h'}}"));
    assertThat(posts.value(1)).endsWith(json("'data':{'x':'only'}}"));
  }

  @Test
  void neverThrowsABatchAwayForOneBadEvent() throws IOException {
    String answer =
        post(
            JSON,
            json(
                "[{'event_type':'t','id':'1'}, 5, {'event_type':'Bad'}, {}, [],"
                    + "{'event_type':'t','id':'2'}]"));

    assertThat(Posts.bodyOf(answer))
        .startsWith(json("{'accepted':2,'rejected':4,'events':[{'id':'1','receipt':"))
        .contains(json("{'index':1,'error':{'code':'NOT_AN_OBJECT'"))
        .contains(
            json(
                "{'index':2,'error':{'code':'BAD_EVENT_TYPE','field':'event_type',"
                    + "'value':'Bad','rule':'must match [a-z]"))
        .contains(json("{'index':3,'error':{'code':'MISSING_EVENT_TYPE'"))
        .endsWith(json("{'id':'2','receipt':'events-0-1'}]}\n"));
  }

  @Test
  void takesOneEventALineAndABrokenLineIsOneBadEvent() throws IOException {
    String answer =
        post(
            LINES,
            json(
                "{'event_type':'t','id':'1'}\r\n\n{'event_type':\n{'event_type':'t'} x\n"
                    + "  \n{'event_type':'t','id':'2'}"));

    assertThat(Posts.bodyOf(answer))
        .startsWith(json("{'accepted':2,'rejected':2,"))
        .contains(json("{'index':1,'error':{'code':'NOT_JSON'"))
        .contains(json("{'index':2,'error':{'code':'NOT_JSON'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"event_type":"t","id":"a\\u0000b"} | BAD_ID
          {"event_type":"t","id":""} | BAD_ID
          {"event_type":"t","id":7} | BAD_ID
          {"event_type":"t","id":"\u00c3\u00a9"} | BAD_ID
          {"event_type":"t\\n"} | BAD_EVENT_TYPE
          {"event_type":"events"} | BAD_EVENT_TYPE
          {"event_type":null} | MISSING_EVENT_TYPE
          {"event_type":"t","event_type":"t"} | DUPLICATE_FIELD
          {"event_type":"t","x":1,"x":1} | DUPLICATE_FIELD
          {"event_type":"t","data":{"x":1},"x":1} | DUPLICATE_FIELD
          {"event_type":"t","data":[]} | BAD_DATA
          {"event_type":"t","timestamp":"yesterday"} | BAD_TIMESTAMP
          {"event_type":"t","timestamp":""} | BAD_TIMESTAMP
          {"event_type":"t","timestamp":1700000000} | BAD_TIMESTAMP
          """)
  void answers400AndNamesFieldValueAndRule(String event, String code) throws IOException {
    String answer = post(JSON, event);

    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
    assertThat(Posts.bodyOf(answer))
        .contains(json("'code':'" + code + "'"))
        .contains(json("'accepted':0"));
    assertThat(posts.service.publisher.events).isEmpty();
  }

  @Test
  void takesWhatABeaconSends() throws IOException {
    assertThat(post("Content-Type: text/plain;charset=UTF-8\r\n", json("{'event_type':'t'}")))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void refusesAnUnknownMediaTypeOrEncoding() throws IOException {
    assertThat(post("Content-Type: text/xml\r\n", "<a/>")).startsWith("HTTP/1.1 415 ");
    assertThat(post(JSON + "Content-Encoding: br\r\n", "{}")).startsWith("HTTP/1.1 415 ");
  }

  @Test
  void takesGzipAndBoundsWhatComesOutOfIt() throws IOException {
    String gzip = JSON + "Content-Encoding: gzip\r\n";
    String bomb = zip("[" + " ".repeat(20 * 1024 * 1024) + "]");

    assertThat(post(gzip, zip(json("{'event_type':'t','id':'z'}")))).contains(json("'id':'z'"));
    assertThat(post(gzip, bomb)).startsWith("HTTP/1.1 413 ");
    assertThat(post(gzip, zip(json("{'event_type':'t'}")).substring(0, 20)))
        .startsWith("HTTP/1.1 400 ");
    assertThat(post(gzip, "no gzip")).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void boundsAnEventAndTheNumberOfEvents() throws IOException {
    String big = json("{'event_type':'t','data':{'x':'" + "x".repeat(1024 * 1024) + "'}}");
    String small = json("{'event_type':'t','id':'s'}");

    assertThat(post(JSON, big)).startsWith("HTTP/1.1 413 ").contains("EVENT_TOO_LARGE");
    assertThat(post(JSON, "[" + big + "," + small + "]"))
        .startsWith("HTTP/1.1 200 ")
        .contains(json("'accepted':1,'rejected':1"));
    assertThat(post(LINES, "{}\n".repeat(10_001))).startsWith("HTTP/1.1 413 ");
  }

  @Test
  void answersDeepOrBrokenJsonWithOneLine() throws IOException {
    String deep = json("{'event_type':'t','data':{'a':" + "[".repeat(10_000) + "}}");

    for (String body :
        List.of(deep, json("[{'event_type':'t'}"), "[] []", "\u00ef\u00bb\u00bf[]")) {
      assertThat(post(JSON, body)).startsWith("HTTP/1.1 400 ").doesNotContain("\tat ");
    }
    assertThat(posts.service.publisher.events).isEmpty();
  }

  @Test
  void tellsWhichEventsKafkaHasWhenItDoesNotTakeAll() throws IOException {
    posts.service.publisher.goDown();

    String answer = post(JSON, json("[{'event_type':'t','id':'1'},{'event_type':'T'}]"));

    assertThat(answer).startsWith("HTTP/1.1 503 ").contains("Retry-After: 1");
    assertThat(Posts.bodyOf(answer))
        .contains(json("{'id':'1','acknowledged':'unknown'}"))
        .contains(json("{'index':1,'error':"));
  }

  @Test
  void answers503AtOnceAndReadsNoBodyWhenKafkaIsKnownToBeDown() throws IOException {
    posts.service.publisher.refuse();

    String answers =
        posts.service.exchange(
            "POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: 8\r\n\r\nnot json"
                + "POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\n\r\n[");

    assertThat(answers.split("HTTP/1.1 503 ")).hasSize(3);
    assertThat(answers).contains("nothing was taken").endsWith("}\n").contains("Connection: close");
  }

  @Test
  void takesCloudEventsInAllThreeModes() throws IOException {
    String structured =
        json(
            "{'specversion':'1.0','type':'com.example.Some-Event','source':'/s','id':'7',"
                + "'time':'2026-11-24T01:02:03Z','subject':'sub','data':{'a':1}}");
    post("Content-Type: application/cloudevents+json; charset=utf-8\r\n", structured);
    post("Content-Type: application/cloudevents-batch+json\r\n", "[" + structured + "]");
    post(
        "ce-specversion: 1.0\r\nCE-Type: com.example.x\r\nce-source: /s\r\nce-id: %C3%A9 1\r\n"
            + "Content-Type: text/plain\r\n",
        "hello");

    assertThat(posts.value(0))
        .startsWith(json("{'event_type':'com_example_some_event','id':'/s 7'"))
        .contains(json("'timestamp':'2026-11-24T01:02:03Z'"))
        .endsWith(
            json(
                "'data':{'a':1,'ce_type':'com.example.Some-Event','ce_source':'/s',"
                    + "'ce_subject':'sub'}}"));
    assertThat(posts.value(1)).contains(json("'id':'/s 7'"));
    assertThat(posts.value(2))
        .containsPattern(json("'event_type':'com_example_x','id':'[0-9a-f]{64}'"))
        .contains(json("'data':{'value':'hello','ce_type':'com.example.x'"));
  }

  @Test
  void refusesACloudEventThatLacksWhatItMustHave() throws IOException {
    assertThat(
            post(
                "Content-Type: application/cloudevents+json\r\n",
                json("{'specversion':'1.0','type':'t','id':'7'}")))
        .startsWith("HTTP/1.1 400 ")
        .contains("source must be there");
  }

  @Test
  void takesSegmentCallsAndCorrectsTheClock() throws IOException {
    String answer =
        posts.bytes(
            "/v1/batch",
            JSON,
            json(
                "{'batch':[{'type':'track','event':'Signed Up!','userId':'u',"
                    + "'messageId':'m1','timestamp':'2020-01-01T00:00:00Z',"
                    + "'properties':{'plan':'x'},'context':{'ip':1}},"
                    + "{'type':'identify','traits':{}},{'type':'track'},3],"
                    + "'sentAt':'2020-01-01T00:00:05Z'}"));
    posts.bytes("/v1/t", JSON, json("{'event':'E','messageId':'m2'}"));

    assertThat(Posts.bodyOf(answer)).startsWith(json("{'accepted':2,'rejected':2,"));
    assertThat(posts.value(0))
        .startsWith(json("{'event_type':'signed_up_','id':'m1'"))
        .doesNotContain("2020-")
        .contains(json("'plan':'x'"))
        .contains(json("'user_id':'u'"))
        .contains(json("'context':{'ip':1}"));
    assertThat(posts.value(1))
        .startsWith(json("{'event_type':'identify'"))
        .endsWith(json("'data':{}}"));
    assertThat(posts.value(2)).startsWith(json("{'event_type':'e','id':'m2'"));
  }

  @Test
  void answersAPixelForAnEventInAnImageTag() throws IOException {
    String answer =
        posts.service.exchange(
            "GET /v1/pixel.gif?event_type=view&id=p1&page=%2Fx&write_key=k HTTP/1.0\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200 OK").contains("image/gif", "no-store", "GIF89a");
    assertThat(posts.value(0)).contains(json("'id':'p1'")).endsWith(json("'data':{'page':'/x'}}"));
    assertThat(posts.service.exchange("GET /v1/pixel.gif HTTP/1.0\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ");
  }

  private String post(String headers, String body) throws IOException {
    return posts.bytes("/v1/events", headers, body);
  }

  private static String zip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(ISO_8859_1));
    }
    return bytes.toString(ISO_8859_1);
  }
}
