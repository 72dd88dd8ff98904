package dev.tributary.ingest;

import static dev.tributary.ingest.JsonValue.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CloudEvents 1.0.2 by its HTTP binding and its JSON format. */
class CloudEventsTest {
  private static final String BINARY =
      "ce-specversion: 1.0\r\nce-type: com.example.someevent\r\nce-id: 7\r\nce-source: /s\r\n";
  private static final String ONE = "Content-Type: application/cloudevents+json\r\n";
  private static final String BATCH = "Content-Type: application/cloudevents-batch+json\r\n";
  private static final String REQUIRED =
      json("'specversion':'1.0','type':'t','source':'/s','id':'7'");

  private final Posts posts = new Posts();

  @AfterEach
  void stop() {
    posts.close();
  }

  private String send(String headers, String body) throws IOException {
    return posts.send("/v1/events", headers, body);
  }

  /** The scenario "Binary content mode" of the project's conformance tests. */
  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/json; charset=utf-8"})
  void conformsInBinaryMode(String contentType) throws IOException {
    send(
        "ce-specversion: 1.0\r\nce-type: com.example.someevent\r\nce-time: 2018-04-05T03:56:24Z\r\n"
            + "ce-id: 1234-1234-1234\r\nce-source: /mycontext/subcontext\r\nContent-Type: "
            + contentType
            + "\r\n",
        json("{\n    'message': 'Hello World!'\n}\n"));

    expectTheConformingEvent(contentType);
  }

  /** The scenario "Structured content mode". */
  @ParameterizedTest
  @ValueSource(
      strings = {"application/cloudevents+json", "application/cloudevents+json; charset=utf-8"})
  void conformsInStructuredMode(String contentType) throws IOException {
    send(
        "Content-Type: " + contentType + "\r\n",
        json(
            "{\n'specversion': '1.0',\n'type': 'com.example.someevent',\n"
                + "'time': '2018-04-05T03:56:24Z',\n'id': '1234-1234-1234',\n"
                + "'source': '/mycontext/subcontext',\n'datacontenttype': 'application/json',\n"
                + "'data': {\n 'message': 'Hello World!'\n }\n}"));

    expectTheConformingEvent("application/json");
  }

  private void expectTheConformingEvent(String contentType) {
    assertThat(posts.value(0))
        .startsWith(json("{'event_type':'com_example_someevent',"))
        .contains(json("'id':'/mycontext/subcontext 1234-1234-1234'"))
        .contains(json("'timestamp':'2018-04-05T03:56:24Z'"));
    assertThat(posts.data(0))
        .contains(json("'message': 'Hello World!'"))
        .contains(json("'ce_type':'com.example.someevent'"))
        .contains(json("'ce_source':'/mycontext/subcontext'"))
        .contains(json("'ce_datacontenttype':'" + contentType + "'"));
  }

  /** Valid events of the project's tests of the JSON format. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",'datacontenttype':null,'dataschema':null,'subject':null,'time':null",
        ",'datacontenttype':'text/plain','dataschema':'https://a','subject':'s'",
        ",'time':'2018-04-05T17:31:00.000000000Z'",
        ",'time':'2018-04-05T18:31:00+01:00'",
        ",'datacontenttype':'text/plain','data':'Simple text'",
        ",'extinteger':10,'extboolean':true,'extstring':'text','extbinary':'TWE='"
      })
  void takesValidEvents(String more) throws IOException {
    String event = "{" + REQUIRED + json(more) + "}";

    assertThat(send(ONE, event)).startsWith("HTTP/1.1 200 ");
    assertThat(send(BATCH, "[" + event + "]")).startsWith("HTTP/1.1 200 ");
  }

  /** Invalid events of the same tests, in a batch with a good one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'id':'a','type':'t','source':'s'",
        "'specversion':'1.0','type':'t','source':'s'",
        "'specversion':'1.0','id':'a','source':'s'",
        "'specversion':'1.0','id':'a','type':'t'",
        "'specversion':'1.0','id':'','type':'t','source':'s'",
        "'specversion':'1.0','id':'a','type':'','source':'s'",
        "'specversion':'1.0','id':'a','type':'t','source':''",
        "'specversion':'','id':'a','type':'t','source':'s'",
        "'specversion':'0.9','id':'a','type':'t','source':'s'",
        "'specversion':'1.0','id':25,'type':'t','source':'s'",
        "'specversion':'1.0','id':{'xyz':'abc'},'type':'t','source':'s'",
        "'specversion':'1.0','id':'a','type':'t','source':'s','time':'lunchtime'",
        "'specversion':'1.0','id':'a','type':'t','source':'s','time':'2018-04-05T18:31Z'",
        "'specversion':'1.0','id':'a','type':'t','source':'s','time':'2018-04-05T18:31:00+05'",
        "'specversion':'1.0','id':'a','type':'t','source':'s','time':'2018-04-05T18:31:00+25:00'",
        "'specversion':'1.0','id':'a','type':'t','source':'s','data':'x','data_base64':'eHl6'",
        "'specversion':'1.0','id':'a','type':'t','source':'s','data_base64':'%%%'",
        "'specversion':'1.0','id':'a','type':'t','source':'s','data_base64':7",
        "'specversion':'1.0','id':'a','type':'t','source':'s','datacontenttype':'a/json',"
            + "'data_base64':'eHl6'"
      })
  void refusesAnInvalidEventAlone(String event) throws IOException {
    String bad = "{" + json(event) + "}";

    assertThat(send(ONE, bad)).startsWith("HTTP/1.1 400 ");
    assertThat(send(BATCH, "[" + bad + ",{" + REQUIRED + "}]"))
        .contains(json("{'accepted':1,'rejected':1,'events':[{'index':0,'error'"));
  }

  @Test
  void takesAnEmptyBatch() throws IOException {
    assertThat(send(BATCH, "[]"))
        .startsWith("HTTP/1.1 200 ")
        .endsWith(json("{'accepted':0,'rejected':0,'events':[]}\n"));
  }

  @Test
  void readsAStructuredEventWhateverItsHeadersSay() throws IOException {
    send(BINARY + ONE, json("{" + REQUIRED + ",'data':{'a':1}}"));

    assertThat(posts.value(0)).startsWith(json("{'event_type':'t','id':'/s 7'"));
    assertThat(posts.data(0)).isEqualTo(json("{'a':1,'ce_type':'t','ce_source':'/s'}"));
    assertThat(send(BINARY + "Content-Type: application/cloudevents+avro\r\n", "x"))
        .startsWith("HTTP/1.1 415 ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          größe | größe
          gr%C3%B6%C3%9Fe | größe
          gr%c3%b6ße | größe
          Euro%20%E2%82%AC%20%F0%9F%98%80 | Euro € 😀
          "a b" | a b
          "say \\\"hi\\\" \\\\ 100%25" | say "hi" \\ 100%
          a+b | a+b
          100% | 100%
          %FF | %FF
          " | "
          """)
  void decodesHeaders(String sent, String meant) throws IOException {
    send(BINARY + "ce-subject: " + sent + "\r\n", "");

    String json = meant.replace("\\", "\\\\").replace("\"", "\\\"");
    assertThat(posts.data(0)).endsWith(json(",'ce_subject':'" + json + "'}"));
  }

  @Test
  void readsHeadersThatAreNotUtf8AsLatin1() throws IOException {
    posts.bytes("/v1/events", BINARY + "ce-subject: gr\u00f6\u00dfe\r\n", "");

    assertThat(posts.data(0)).endsWith(json(",'ce_subject':'größe'}"));
  }

  @Test
  void writesEachNameOnce() throws IOException {
    String data = json("{'ce_type':1,'data_ce_type':2,'ce_other':3}");

    send(ONE, json("{'data':" + data + "," + REQUIRED + "}"));

    assertThat(posts.data(0))
        .isEqualTo(
            json(
                "{'data_data_ce_type':1,'data_ce_type':2,'ce_other':3,'ce_type':'t',"
                    + "'ce_source':'/s'}"));
  }

  @Test
  void keepsTwoTypesApartWhoseNamesHaveNoLetterOfAscii() throws IOException {
    for (String type : new String[] {"注文", "支払"}) {
      send(ONE, "{" + REQUIRED.replace(json("'t'"), json("'" + type + "'")) + "}");
    }

    assertThat(posts.value(0)).startsWith(json("{'event_type':'e_266125dd'"));
    assertThat(posts.value(1)).startsWith(json("{'event_type':'e_15144a88'"));
  }

  @Test
  void refusesAttributesThatAreTooLong() throws IOException {
    String most = "x".repeat(1_000);

    assertThat(send(ONE, json("{'subject':'" + most + "'," + REQUIRED + "}"))).contains(" 200 OK");
    assertThat(send(ONE, json("{'subject':'" + most + "x'," + REQUIRED + "}")))
        .startsWith("HTTP/1.1 400 ")
        .contains("BAD_DATA", "subject must have at most 1000 characters");
    assertThat(send(BINARY + "ce-subject: " + most + "x\r\n", "")).startsWith("HTTP/1.1 400 ");
    assertThat(send(BINARY + "ce-subject: " + "%C3%B6".repeat(1_000) + "\r\n", ""))
        .startsWith("HTTP/1.1 200 ");
  }
}
