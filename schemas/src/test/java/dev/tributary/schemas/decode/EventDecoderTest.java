package dev.tributary.schemas.decode;

import static dev.tributary.schemas.TestJson.json;
import static dev.tributary.schemas.TestJson.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schemas.event.Decoded;
import dev.tributary.schemas.event.Event;
import dev.tributary.schemas.rules.EventTimeSource;
import dev.tributary.schemas.rules.EventTimes;
import dev.tributary.schemas.rules.Rejection;
import dev.tributary.schemas.rules.RejectionReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventDecoderTest {
  private static final long RECORD = Instant.parse("2026-11-24T10:00:00Z").toEpochMilli();
  private final EventDecoder decoder = new EventDecoder();

  @Test
  void decodesWhatTheIngestServiceWrites() {
    Event event =
        valid(
            "{'event_type':'request_group','id':'e-1','received_at':'2026-11-24T09:59:59.5Z',"
                + "'Host':'requester.game.com','User-Agent':'ApacheBench/2.3','Accept':'*/*',"
                + "'X-Game':'chess','timestamp':'2026-11-24T08:00:00+01:00','data':{'a':[1,{}]}}");
    assertThat(event.type()).isEqualTo("request_group");
    assertThat(event.id()).isEqualTo("e-1");
    assertThat(event.timeMillis()).isEqualTo(millis("2026-11-24T07:00:00Z"));
    assertThat(event.timeSource()).isEqualTo(EventTimeSource.CLIENT);
    assertThat(event.receivedMillis()).isEqualTo(millis("2026-11-24T09:59:59.500Z"));
    assertThat(event.host()).isEqualTo("requester.game.com");
    assertThat(event.userAgent()).isEqualTo("ApacheBench/2.3");
    assertThat(event.accept()).isEqualTo("*/*");
    assertThat(event.headers()).isEqualTo(Map.of("X-Game", "chess"));
  }

  @Test
  void keepsTheSentencesOfTheServiceAsProblems() {
    Event undeclared =
        valid(
            """
            {"event_type":"t","problems":["the timestamp must be a time: noon","b\\n"]}""");
    assertThat(undeclared.problems()).containsExactly("the timestamp must be a time: noon", "b\n");
    assertThat(undeclared.headers()).isEmpty();
    Event declared =
        valid(
            """
            {"event_type":"message","problems":["a"],"data":{"text":7}}""");
    assertThat(declared.problems()).hasSize(2).startsWith("a");
    assertThat(declared.problems().get(1)).startsWith("data.text must be");
  }

  @Test
  void keepsProblemsThatAreNoSentencesAsAField() {
    for (String other : List.of("'a'", "['a',1]", "{'a':[]}", "[['a']]", "7")) {
      Event event = valid("{'event_type':'t','problems':" + other + "}");
      assertThat(event.problems()).isEmpty();
      assertThat(event.headers())
          .containsEntry("problems", other.equals("'a'") ? "a" : json(other));
    }
  }

  @Test
  void decodesTheOldServicesFlatShape() {
    Event event =
        valid(
            "{'Host': 'requester.game.com', 'event_type': 'request_group', 'Accept': '*/*',"
                + " 'User-Agent': 'ApacheBench/2.3'}");
    assertThat(event.id()).isNull();
    assertThat(event.timeMillis()).isEqualTo(RECORD);
    assertThat(event.receivedMillis()).isEqualTo(RECORD);
    assertThat(event.timeSource()).isEqualTo(EventTimeSource.SERVER);
    assertThat(event.headers()).isEmpty();
  }

  @Test
  void keepsUnknownFieldsAsTextAndNestedOnesAsJson() {
    Event event = valid("{'event_type':'a','n':1.50,'b':true,'z':null,'o':{'x': [1, 2]},'s':'é'}");
    assertThat(event.headers())
        .isEqualTo(
            Map.of(
                "n",
                "1.50",
                "b",
                "true",
                "z",
                "null",
                "o",
                """
                {"x": [1, 2]}""",
                "s",
                "é"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-17T10:00:00Z, CLIENT",
    "2026-11-17T09:59:59.999Z, CLAMPED",
    "2026-11-24T10:05:00Z, CLIENT",
    "2026-11-24T10:05:00.001Z, CLAMPED",
    "2027-11-24T10:00:00Z, CLAMPED"
  })
  void takesTheClientsTimeOnlyNearTheTimeOfReceipt(String timestamp, EventTimeSource source) {
    Event event = valid("{'event_type':'a','timestamp':'" + timestamp + "'}");
    assertThat(event.timeSource()).isEqualTo(source);
    assertThat(event.timeMillis())
        .isEqualTo(source == EventTimeSource.CLIENT ? millis(timestamp) : RECORD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-24T10:05:00.001Z",
        "2026-11-23T09:59:59.999Z",
        "1999-12-31T23:59:59Z",
        "9999-12-31T23:59:59Z"
      })
  void replacesAnImpossibleTimeOfReceiptByTheRecordsAndSaysSo(String receivedAt) {
    Event event = valid("{'event_type':'a','received_at':'" + receivedAt + "'}");
    assertThat(event.receivedMillis()).isEqualTo(RECORD);
    assertThat(event.timeMillis()).isEqualTo(RECORD);
    assertThat(event.problems()).containsExactly(EventTimes.IMPOSSIBLE_RECEIPT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-24T10:05:00Z", "2026-11-23T10:00:00Z"})
  void believesATimeOfReceiptNearTheRecords(String receivedAt) {
    Event event = valid("{'event_type':'a','received_at':'" + receivedAt + "'}");
    assertThat(event.receivedMillis()).isEqualTo(millis(receivedAt));
    assertThat(event.problems()).isEmpty();
  }

  @Test
  void keepsTheProblemsOfTheServiceBesideAnImpossibleTimeOfReceipt() {
    Event event =
        valid("{'event_type':'a','received_at':'2020-01-01T00:00:00Z','problems':['one']}");
    assertThat(event.problems()).containsExactly("one", EventTimes.IMPOSSIBLE_RECEIPT);
  }

  /** It was received days before its record was written, and is a row of that time. */
  @Test
  void believesTheTimeOfReceiptOfADeadLetterThatWasReplayed() {
    byte[] event =
        utf8(
            "{'event_type':'a','received_at':'2026-11-01T10:00:00Z','timestamp':'2026-10-31T00:00:00Z'}");
    Decoded decoded = decoder.decode(event, RECORD, "events-0-7");
    assertThat(decoded).isInstanceOf(Decoded.Valid.class);
    Event replayed = ((Decoded.Valid) decoded).event();
    assertThat(replayed.receivedMillis()).isEqualTo(millis("2026-11-01T10:00:00Z"));
    assertThat(replayed.timeMillis()).isEqualTo(millis("2026-10-31T00:00:00Z"));
    assertThat(replayed.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                     | EMPTY              | ''
          ' \n'                                  | EMPTY              | ''
          hello                                  | NOT_JSON           | ''
          {"event_type":"a"                      | NOT_JSON           | ''
          {"event_type":"a"} x                   | NOT_JSON           | ''
          {"event_type":"a"}{}                   | NOT_JSON           | ''
          {"event_type":"a",}                    | NOT_JSON           | ''
          {'event_type':'a'}                     | NOT_JSON           | ''
          {"event_type":"a","n":NaN}             | NOT_JSON           | ''
          [1, [2]]                               | NOT_AN_OBJECT      | ''
          [1] 2                                  | NOT_JSON           | ''
          42                                     | NOT_AN_OBJECT      | ''
          "text"                                 | NOT_AN_OBJECT      | ''
          null                                   | NOT_AN_OBJECT      | ''
          {}                                     | MISSING_EVENT_TYPE | event_type
          {"event_type":null}                    | MISSING_EVENT_TYPE | event_type
          {"event_type":7}                       | BAD_EVENT_TYPE     | event_type
          {"event_type":"../etc"}                | BAD_EVENT_TYPE     | event_type
          {"event_type":"events"}                | BAD_EVENT_TYPE     | event_type
          {"event_type":"A"}                     | BAD_EVENT_TYPE     | event_type
          {"event_type":"a","event_type":"a"}    | DUPLICATE_FIELD    | event_type
          {"event_type":"a","x":1,"x":1}         | DUPLICATE_FIELD    | x
          {"event_type":"a","Host":1,"Host":1}   | DUPLICATE_FIELD    | Host
          {"event_type":"a","id":""}             | BAD_ID             | id
          {"event_type":"a","id":5}              | BAD_ID             | id
          {"event_type":"a","id":"é"}            | BAD_ID             | id
          {"event_type":"a","timestamp":"today"} | BAD_TIMESTAMP      | timestamp
          {"event_type":"a","timestamp":1}       | BAD_TIMESTAMP      | timestamp
          {"event_type":"a","received_at":"x"}   | BAD_TIMESTAMP      | received_at
          {"event_type":"a","data":[]}           | BAD_DATA           | data
          {"event_type":"a","data":"x"}          | BAD_DATA           | data
          """)
  void rejectsWithReasonAndField(String json, RejectionReason reason, String field) {
    Rejection rejection = invalid(json.getBytes(StandardCharsets.UTF_8));
    assertThat(rejection.reason()).isEqualTo(reason);
    assertThat(rejection.field()).isEqualTo(field);
    assertThat(rejection.detail()).isNotBlank();
  }

  @Test
  void saysFieldValueAndRule() {
    assertThat(invalid(utf8("{'event_type':'a','id':'é'}")))
        .extracting(Rejection::detail)
        .isEqualTo("id must be 1 to 128 printable ASCII characters: é");
  }

  @Test
  void rejectsWhatIsNotUtf8() {
    byte[] bytes = utf8("{'event_type':'a','x':'?'}");
    bytes[23] = (byte) 0xFF;
    assertThat(invalid(bytes).reason()).isEqualTo(RejectionReason.NOT_UTF8);
    assertThat(invalid("{}".getBytes(StandardCharsets.UTF_16LE)).reason())
        .isEqualTo(RejectionReason.NOT_JSON);
    assertThat(invalid(utf8("\uFEFF{'event_type':'a'}")).reason())
        .isEqualTo(RejectionReason.NOT_JSON);
  }

  @Test
  void refusesDepthAndNumbersPastTheLimit() {
    String deep = "{'event_type':'a','data':{'x':" + "[".repeat(10_000) + "]".repeat(10_000) + "}}";
    String wide = "{'event_type':'a','data':{'x':" + "9".repeat(1_001) + "}}";
    assertThat(invalid(utf8(deep)).reason()).isEqualTo(RejectionReason.LIMIT_EXCEEDED);
    assertThat(invalid(utf8(wide)).reason()).isEqualTo(RejectionReason.LIMIT_EXCEEDED);
    valid("{'event_type':'a','data':{'x':" + "9".repeat(1_000) + "}}");
  }

  @Test
  void tellsARepeatedEventFromAConflictingOne() {
    Event one = valid("{'event_type':'a','id':'1','data':{'x':1}}");
    Event same = valid("{'event_type':'a','id':'1','other':2,'data':{'x':1}}");
    Event other = valid("{'event_type':'a','id':'1','data':{'x':2}}");
    assertThat(one.dataHash()).isEqualTo(same.dataHash()).isNotEqualTo(other.dataHash());
  }

  private Event valid(String json) {
    Decoded decoded = decoder.decode(utf8(json), RECORD);
    assertThat(decoded).isInstanceOf(Decoded.Valid.class);
    return ((Decoded.Valid) decoded).event();
  }

  private Rejection invalid(byte[] value) {
    Decoded decoded = decoder.decode(value, RECORD);
    assertThat(decoded).isInstanceOf(Decoded.Invalid.class);
    return ((Decoded.Invalid) decoded).rejection();
  }

  private static long millis(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}
