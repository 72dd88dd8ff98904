package dev.tributary.ingest;

import static dev.tributary.ingest.JsonValue.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schemas.event.Event;
import dev.tributary.schemas.rules.EventTimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Segment API as its SDKs use it. */
class SegmentTest {
  private static final String KEY = "k3y-of-the-web-shop";

  @TempDir Path folder;

  private final Posts posts = new Posts();

  @AfterEach
  void stop() {
    posts.close();
  }

  private String track(String members) throws IOException {
    return posts.send("/v1/track", "", json("{'event':'E'" + members + "}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/track | []
          /v1/batch | []
          /v1/batch | {"batch":[]}
          /v1/b | {"sentAt":null,"batch":[ ]}
          """)
  void takesNothingFromAnEmptyBatch(String path, String body) throws IOException {
    assertThat(posts.send(path, "", body))
        .startsWith("HTTP/1.1 200 ")
        .endsWith(json("{'accepted':0,'rejected':0,'events':[]}\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "5", "{'batch':{}}", "{'batch':[]", "[] []", ""})
  void refusesWhatIsNoBatch(String body) throws IOException {
    assertThat(posts.send("/v1/batch", "", json(body))).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void keepsTheNameOfATrackCallAsItWasSent() throws IOException {
    posts.send("/v1/track", "", json("{'event':'注文 \\u0041'}"));
    posts.send("/v1/track", "", json("{'event':'注文'}"));
    posts.send("/v1/track", "", json("{'event':'支払'}"));
    posts.send("/v1/page", "", json("{'name':'Home','event':'x'}"));

    assertThat(posts.value(0)).startsWith(json("{'event_type':'e__a_"));
    assertThat(posts.data(0)).isEqualTo(json("{'event':'注文 \\u0041'}"));
    assertThat(posts.value(1)).startsWith(json("{'event_type':'e_266125dd'"));
    assertThat(posts.value(2)).startsWith(json("{'event_type':'e_15144a88'"));
    assertThat(posts.data(3)).isEqualTo(json("{'name':'Home'}"));
  }

  @Test
  void writesEachNameOnceAndTheCallsOwnFieldWins() throws IOException {
    track(
        json(
            ",'userId':'u','properties':{'user_id': 1,'event':2,'name':3,"
                + "'properties_event':4,'a' : 5},'context':{'x':1}"));
    posts.send(
        "/v1/identify",
        "",
        json("{'traits':{'name':'Ann','plan':1},'properties':{'plan':2},'userId':7}"));
    posts.send("/v1/identify", "", json("{'userId':null,'traits':{'user_id':1, 'a':2}}"));

    assertThat(posts.data(0))
        .isEqualTo(
            json(
                "{'properties_user_id':1,'properties_properties_event':2,'name':3,"
                    + "'properties_event':4,'a' : 5,'event':'E','user_id':'u',"
                    + "'context':{'x':1}}"));
    assertThat(posts.data(1))
        .isEqualTo(json("{'plan':2,'name':'Ann','traits_plan':1,'user_id':7}"));
    assertThat(posts.data(2)).isEqualTo(json("{'user_id':1, 'a':2}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1764464523 | 1764464523000
          1764464523456 | 1764464523456
          1764464523456789 | 1764464523456
          1764464523456789012 | 1764464523456
          1764464523.456 | 1764464523456
          1.764464523456E12 | 1764464523456
          "1764464523456" | 1764464523456
          "1764464523" | 1764464523000
          "2025-11-30T01:02:03.456+0000" | 1764464523456
          "2025-11-30T03:02:03.456+0200" | 1764464523456
          "2025-11-29T23:32:03.456-0130" | 1764464523456
          "2025-11-30T03:02:03+02" | 1764464523000
          "2025-11-30 01:02:03.456Z" | 1764464523456
          "2025-11-30 02:02:03.456+01:00" | 1764464523456
          "2025-11-30 01:02:03 UTC" | 1764464523000
          "2025-11-30 02:02:03.456789012 +0100 CET" | 1764464523456
          "2025-11-30 01:02:03.456789012 +0000 UTC m=+0.000012345" | 1764464523456
          "2025-11-30 04:02:03.456 +0300 +03 m=-1.5" | 1764464523456
          """)
  void readsTheTimesThatSdksSend(String sent, long millis) throws IOException {
    track(json(",'timestamp':" + sent));

    assertThat(posts.last())
        .contains(json("'timestamp':'" + Instant.ofEpochMilli(millis) + "'"))
        .doesNotContain("problems");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'yesterday'",
        "'2026'",
        "'11/24/2026'",
        "'2026-02-30T00:00:00Z'",
        "'2025-11-30T01:02:03'",
        "'2025-11-30 01:02:03 EST'",
        "'2025-11-30 01:02:03 +0000 UTC m=x'",
        "'2025-11-30T01:02:03+1'",
        "'2025-11-30T01:02:03+01:'",
        "'2025-11-30T01:02:03+010'",
        "'2025-11-30T'",
        "'-1764464523'",
        "12",
        "1e999999999",
        "1e-999999999",
        "99999999999999999999999"
      })
  void keepsTheEventWhenItsTimeCanNotBeRead(String sent) throws IOException {
    assertThat(track(json(",'timestamp':" + sent))).startsWith("HTTP/1.1 200 ");

    Event event = posts.decoded();
    assertThat(event.timeSource()).isEqualTo(EventTimeSource.SERVER);
    assertThat(event.headers()).doesNotContainKey("problems");
    assertThat(event.problems())
        .containsExactly(
            "timestamp can't be read as a time, the time of receipt counts: "
                + sent.replace("'", ""));
  }

  @Test
  void cutsWhatItSaysOfALongTime() throws IOException {
    String answer = track(json(",'timestamp':'" + "1".repeat(500_000) + "'"));

    assertThat(answer).startsWith("HTTP/1.1 200 ");
    assertThat(posts.last()).hasSizeLessThan(500);
  }

  @Test
  void correctsAClockByWhenTheBatchWasSent() throws IOException {
    long now = System.currentTimeMillis();
    posts.send(
        "/v1/batch",
        "",
        json(
            "{'batch':[{'type':'track','event':'E','timestamp':1577836800000},"
                + "{'type':'page','timestamp':'2020-01-01T00:00:00Z',"
                + "'sentAt':'never'}],'sentAt':'2020-01-01 00:01:00 +0000 UTC'}"));

    String written = posts.value(0).replaceAll(json(".*'timestamp':'([^']*)'.*"), "$1");
    assertThat(Instant.parse(written).toEpochMilli()).isBetween(now - 60_000, now - 40_000);
    assertThat(posts.value(1))
        .contains(json("'timestamp':'2020-01-01T00:00:00Z'"))
        .contains("\"problems\":[\"sentAt can't be read as a time, timestamp is not corrected");
  }

  @Test
  void takesAnIdThatIsANumber() throws IOException {
    track(json(",'messageId':17"));

    assertThat(posts.last()).contains(json("'id':'17'"));
  }

  @Test
  void refusesOneMessageAlone() throws IOException {
    StringBuilder wide = new StringBuilder(json("{'type':'page','properties':{"));
    for (int i = 0; i < 10_001; i++) {
      wide.append(i == 0 ? "" : ",").append(json("'p")).append(i).append(json("':0"));
    }
    String answer =
        posts.send(
            "/v1/batch",
            "",
            json(
                "{'batch':[{'type':'page'},{'type':'track','event':5},"
                    + wide
                    + "}},7,{'type':'screen'}]}"));

    assertThat(Posts.bodyOf(answer))
        .startsWith(json("{'accepted':2,'rejected':3,"))
        .contains(json("'index':1,'error':{'code':'MISSING_EVENT_TYPE'"))
        .contains(json("'index':2,'error':{'code':'LIMIT_EXCEEDED'"))
        .contains(json("'index':3,'error':{'code':'NOT_AN_OBJECT'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/track | {"event":"E","writeKey":"KEY"}
          /v1/batch | {"batch":[{"type":"page"}],"writeKey":"KEY"}
          /v1/batch | {"writeKey":"KEY","batch":[{"type":"page","writeKey":"other"}]}
          /v1/batch | {"batch":[{"type":"page","writeKey":"KEY"},{"type":"page"}]}
          """)
  void takesTheWriteKeyOfTheBodyAndNeverStoresIt(String path, String body) throws IOException {
    String sent = body.replace("KEY", KEY);
    String bad = body.replace("KEY", "no-key-of-ours-at-all");
    try (Posts keyed = withKeys()) {
      assertThat(keyed.send(path, "", sent)).startsWith("HTTP/1.1 200 ");
      assertThat(keyed.send(path, "", bad)).startsWith("HTTP/1.1 401 ");
      assertThat(keyed.send(path, "Authorization: Bearer no-key-of-ours\r\n", sent))
          .startsWith("HTTP/1.1 401 ");
      assertThat(keyed.send(path, "Authorization: Bearer " + KEY + "\r\n", bad))
          .startsWith("HTTP/1.1 200 ");
      assertThat(keyed.send("/v1/track", "", "[]")).startsWith("HTTP/1.1 401 ");
      for (int i = 0; i < keyed.service.publisher.events.size(); i++) {
        assertThat(keyed.value(i)).doesNotContain(KEY, "riteKey", "no-key-of-ours");
      }
    }
    assertThat(posts.send(path, "", sent)).startsWith("HTTP/1.1 200 ");
    assertThat(posts.last()).doesNotContain(KEY, "riteKey");
  }

  @Test
  void keepsAKeyOfTheBodyToItsEventTypes() throws IOException {
    try (Posts keyed = withKeys()) {
      assertThat(
              keyed.send(
                  "/v1/batch",
                  "",
                  json("{'writeKey':'" + KEY + "','batch':[{'type':'page'},{'type':'alias'}]}")))
          .contains(json("'accepted':1,'rejected':1"), "EVENT_TYPE_NOT_ALLOWED");
    }
  }

  @Test
  void refusesAForeignOriginWhateverKeyTheBodyHas() throws IOException {
    try (Posts own = new Posts(Map.of("cors.origins", "https://shop.example"))) {
      assertThat(own.send("/v1/track", "Origin: https://evil.example\r\n", json("{'event':'E'}")))
          .startsWith("HTTP/1.1 403 ");
    }
  }

  private Posts withKeys() throws IOException {
    Path file = folder.resolve("keys");
    Files.writeString(file, "web " + KEY + " types=e,page\n");
    return new Posts(Map.of("keys.file", file.toString()));
  }
}
