package dev.tributary.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
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
      "\"specversion\":\"1.0\",\"type\":\"t\",\"source\":\"/s\",\"id\":\"7\"";

  private final Posts posts = new Posts();

  @AfterEach
  void stop() {
    posts.close();
  }

  private String send(String headers, String body) throws IOException {
    return posts.send("/v1/events", headers, body);
  }

  private String sendBytes(String headers, byte[] body) throws IOException {
    return posts.bytes(
        "/v1/events", headers, new String(body, java.nio.charset.StandardCharsets.ISO_8859_1));
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
        "{\n    \"message\": \"Hello World!\"\n}\n");

    expectTheConformingEvent(contentType);
  }

  /** The scenario "Structured content mode". */
  @ParameterizedTest
  @ValueSource(
      strings = {"application/cloudevents+json", "application/cloudevents+json; charset=utf-8"})
  void conformsInStructuredMode(String contentType) throws IOException {
    send(
        "Content-Type: " + contentType + "\r\n",
        "{\n\"specversion\": \"1.0\",\n\"type\": \"com.example.someevent\",\n"
            + "\"time\": \"2018-04-05T03:56:24Z\",\n\"id\": \"1234-1234-1234\",\n"
            + "\"source\": \"/mycontext/subcontext\",\n\"datacontenttype\": \"application/json\",\n"
            + "\"data\": {\n \"message\": \"Hello World!\"\n }\n}");

    expectTheConformingEvent("application/json");
  }

  private void expectTheConformingEvent(String contentType) {
    assertThat(posts.value(0))
        .startsWith("{\"event_type\":\"com_example_someevent\",")
        .contains("\"id\":\"/mycontext/subcontext 1234-1234-1234\"")
        .contains("\"timestamp\":\"2018-04-05T03:56:24Z\"");
    assertThat(posts.data(0))
        .contains("\"message\": \"Hello World!\"")
        .contains("\"ce_type\":\"com.example.someevent\"")
        .contains("\"ce_source\":\"/mycontext/subcontext\"")
        .contains("\"ce_datacontenttype\":\"" + contentType + "\"");
  }

  /** Valid events of the project's tests of the JSON format. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",\"datacontenttype\":null,\"dataschema\":null,\"subject\":null,\"time\":null",
        ",\"datacontenttype\":\"text/plain\",\"dataschema\":\"https://a\",\"subject\":\"s\"",
        ",\"time\":\"2018-04-05T17:31:00.000000000Z\"",
        ",\"time\":\"2018-04-05T18:31:00+01:00\"",
        ",\"datacontenttype\":\"text/plain\",\"data\":\"Simple text\"",
        ",\"extinteger\":10,\"extboolean\":true,\"extstring\":\"text\",\"extbinary\":\"TWE=\""
      })
  void takesValidEvents(String more) throws IOException {
    assertThat(send(ONE, "{" + REQUIRED + more + "}")).startsWith("HTTP/1.1 200 ");
    assertThat(send(BATCH, "[{" + REQUIRED + more + "}]")).startsWith("HTTP/1.1 200 ");
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
    String bad = "{" + event.replace('\'', '"') + "}";

    assertThat(send(ONE, bad)).startsWith("HTTP/1.1 400 ");
    assertThat(send(BATCH, "[" + bad + ",{" + REQUIRED + "}]"))
        .contains("{\"accepted\":1,\"rejected\":1,\"events\":[{\"index\":0,\"error\"");
  }

  @Test
  void takesAnEmptyBatch() throws IOException {
    assertThat(send(BATCH, "[]"))
        .startsWith("HTTP/1.1 200 ")
        .endsWith("{\"accepted\":0,\"rejected\":0,\"events\":[]}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/plain | größe 1 | \"größe 1\"",
        "text/plain;charset=utf-8 | größe | \"größe\"",
        "application/xml | <a>ß</a> | \"<a>ß</a>\"",
        "image/svg+xml | <a/> | \"<a/>\"",
        "application/octet-stream | abc | \"YWJj\"",
        "application/vnd.x+json | [1, 2] | [1, 2]",
        "'' | {\"a\":1}  | -",
        "'' | [7] | [7]",
        "'' | größe | \"größe\"",
        "application/x-www-form-urlencoded | [7] | [7]",
      })
  void takesAnyDataInBinaryMode(String type, String body, String value) throws IOException {
    String header = type.isEmpty() ? "" : "Content-Type: " + type + "\r\n";
    assertThat(send(BINARY + header, body)).startsWith("HTTP/1.1 200 ");

    String start = value.equals("-") ? "{\"a\":1" : "{\"value\":" + value;
    assertThat(posts.data(0)).startsWith(start + ",\"ce_type\":\"com.example.someevent\"");
  }

  @Test
  void readsTextByItsCharset() throws IOException {
    byte[] latin1 = "größe".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

    sendBytes(BINARY + "Content-Type: text/plain; charset=\"ISO-8859-1\"\r\n", latin1);
    sendBytes(
        BINARY + "Content-Type: application/json;charset=utf-16\r\n",
        "{\"ö\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_16));
    sendBytes(BINARY + "Content-Type: text/plain\r\n", latin1);
    sendBytes(BINARY + "Content-Type: text/plain; charset=nobody's\r\n", latin1);
    sendBytes(BINARY, new byte[] {(byte) 0xFF, 0});

    String base64 = Base64.getEncoder().encodeToString(latin1);
    assertThat(posts.data(0)).startsWith("{\"value\":\"größe\",");
    assertThat(posts.data(1)).startsWith("{\"ö\":1,");
    assertThat(posts.data(2)).startsWith("{\"value\":\"" + base64 + "\",");
    assertThat(posts.data(3)).startsWith("{\"value\":\"" + base64 + "\",");
    assertThat(posts.data(4)).startsWith("{\"value\":\"/wA=\",");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | {\"a\": 1} | {\"a\": 1,",
        "application/json | 5 | {\"value\":5,",
        "text/plain | größe | {\"value\":\"größe\",",
        "application/xml | <a/> | {\"value\":\"<a/>\",",
        "image/png | abc | {\"value\":\"YWJj\",",
        "'' | größe | {\"value\":\"größe\",",
      })
  void takesBase64OfAnyTypeAtAnyPlace(String type, String text, String start) throws IOException {
    String base64 =
        "\"data_base64\":\"" + Base64.getEncoder().encodeToString(text.getBytes(UTF_8)) + "\"";
    String of = type.isEmpty() ? "" : ",\"datacontenttype\":\"" + type + "\"";

    assertThat(send(ONE, "{" + base64 + of + "," + REQUIRED + "}")).contains(" 200 OK");
    assertThat(send(ONE, "{" + REQUIRED + of + "," + base64 + "}")).contains(" 200 OK");

    assertThat(posts.data(0)).startsWith(start);
    assertThat(posts.data(1)).startsWith(start);
  }

  @Test
  void takesBase64WithLineBreaks() throws IOException {
    String text = "The quick brown fox jumps over the lazy dog, again and again and again.";
    String lines =
        Base64.getMimeEncoder(20, new byte[] {'\r', '\n'}).encodeToString(text.getBytes(UTF_8));

    send(
        ONE,
        "{\"data_base64\":\""
            + lines.replace("\r\n", "\\r\\n")
            + "\",\"datacontenttype\":\"text/plain\","
            + REQUIRED
            + "}");

    assertThat(posts.data(0)).startsWith("{\"value\":\"" + text + "\",");
  }

  @Test
  void readsAStructuredEventWhateverItsHeadersSay() throws IOException {
    send(BINARY + ONE, "{" + REQUIRED + ",\"data\":{\"a\":1}}");

    assertThat(posts.value(0)).startsWith("{\"event_type\":\"t\",\"id\":\"/s 7\"");
    assertThat(posts.data(0)).isEqualTo("{\"a\":1,\"ce_type\":\"t\",\"ce_source\":\"/s\"}");
    assertThat(send(BINARY + "Content-Type: application/cloudevents+avro\r\n", "x"))
        .startsWith("HTTP/1.1 415 ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "größe | größe",
        "gr%C3%B6%C3%9Fe | größe",
        "gr%c3%b6ße | größe",
        "Euro%20%E2%82%AC%20%F0%9F%98%80 | Euro € 😀",
        "\"a b\" | a b",
        "\"say \\\"hi\\\" \\\\ 100%25\" | say \"hi\" \\ 100%",
        "a+b | a+b",
        "100% | 100%",
        "%FF | %FF",
        "\" | \"",
      })
  void decodesHeaders(String sent, String meant) throws IOException {
    send(BINARY + "ce-subject: " + sent + "\r\n", "");

    String json = meant.replace("\\", "\\\\").replace("\"", "\\\"");
    assertThat(posts.data(0)).endsWith(",\"ce_subject\":\"" + json + "\"}");
  }

  @Test
  void readsHeadersThatAreNotUtf8AsLatin1() throws IOException {
    posts.bytes("/v1/events", BINARY + "ce-subject: gr\u00f6\u00dfe\r\n", "");

    assertThat(posts.data(0)).endsWith(",\"ce_subject\":\"größe\"}");
  }

  @Test
  void writesEachNameOnce() throws IOException {
    String data = "{\"ce_type\":1,\"data_ce_type\":2,\"ce_other\":3}";

    send(ONE, "{\"data\":" + data + "," + REQUIRED + "}");

    assertThat(posts.data(0))
        .isEqualTo(
            "{\"data_data_ce_type\":1,\"data_ce_type\":2,\"ce_other\":3,\"ce_type\":\"t\","
                + "\"ce_source\":\"/s\"}");
  }

  @Test
  void keepsTwoTypesApartWhoseNamesHaveNoLetterOfAscii() throws IOException {
    for (String type : new String[] {"注文", "支払"}) {
      send(ONE, "{" + REQUIRED.replace("\"t\"", "\"" + type + "\"") + "}");
    }

    assertThat(posts.value(0)).startsWith("{\"event_type\":\"e_266125dd\"");
    assertThat(posts.value(1)).startsWith("{\"event_type\":\"e_15144a88\"");
  }

  @Test
  void refusesAttributesThatAreTooLong() throws IOException {
    String most = "x".repeat(1_000);

    assertThat(send(ONE, "{\"subject\":\"" + most + "\"," + REQUIRED + "}")).contains(" 200 OK");
    assertThat(send(ONE, "{\"subject\":\"" + most + "x\"," + REQUIRED + "}"))
        .startsWith("HTTP/1.1 400 ")
        .contains("BAD_DATA", "subject must have at most 1000 characters");
    assertThat(send(BINARY + "ce-subject: " + most + "x\r\n", "")).startsWith("HTTP/1.1 400 ");
    assertThat(send(BINARY + "ce-subject: " + "%C3%B6".repeat(1_000) + "\r\n", ""))
        .startsWith("HTTP/1.1 200 ");
  }

  /** Some 20 minutes a megabyte for who goes through it once for each blank. */
  @Test
  void isNotHeldUpByATypeOfBlanks() {
    String blanks = " ".repeat(2_000_000) + "x";
    String event =
        "{\"datacontenttype\":\"" + blanks + "\",\"data_base64\":\"eA==\"," + REQUIRED + "}";
    String head = BINARY + "Content-Type: a" + " ".repeat(60_000) + "x\r\n";

    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          assertThat(send(ONE, event)).startsWith("HTTP/1.1 400 ");
          for (int i = 0; i < 50; i++) {
            assertThat(send(head, "x")).startsWith("HTTP/1.1 400 ");
          }
        });
    assertThatCode(() -> send(BINARY, "x")).doesNotThrowAnyException();
  }
}
