package dev.tributary.ingest;

import static dev.tributary.ingest.JsonValue.json;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
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

/** The data of CloudEvents: JSON, text and bytes of any media type, in each mode. */
class CloudEventDataTest {
  private static final String BINARY =
      "ce-specversion: 1.0\r\nce-type: com.example.someevent\r\nce-id: 7\r\nce-source: /s\r\n";
  private static final String ONE = "Content-Type: application/cloudevents+json\r\n";
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

  private String sendBytes(String headers, byte[] body) throws IOException {
    return posts.bytes("/v1/events", headers, new String(body, ISO_8859_1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text/plain | größe 1 | "größe 1"
          text/plain;charset=utf-8 | größe | "größe"
          application/xml | <a>ß</a> | "<a>ß</a>"
          image/svg+xml | <a/> | "<a/>"
          application/octet-stream | abc | "YWJj"
          application/vnd.x+json | [1, 2] | [1, 2]
          '' | {"a":1}  | -
          '' | [7] | [7]
          '' | größe | "größe"
          application/x-www-form-urlencoded | [7] | [7]
          """)
  void takesAnyDataInBinaryMode(String type, String body, String value) throws IOException {
    String header = type.isEmpty() ? "" : "Content-Type: " + type + "\r\n";
    assertThat(send(BINARY + header, body)).startsWith("HTTP/1.1 200 ");

    String start = value.equals("-") ? json("{'a':1") : json("{'value':" + value);
    assertThat(posts.data(0)).startsWith(json(start + ",'ce_type':'com.example.someevent'"));
  }

  @Test
  void readsTextByItsCharset() throws IOException {
    byte[] latin1 = "größe".getBytes(ISO_8859_1);

    sendBytes(BINARY + "Content-Type: text/plain; charset=\"ISO-8859-1\"\r\n", latin1);
    sendBytes(
        BINARY + "Content-Type: application/json;charset=utf-16\r\n",
        json("{'ö':1}").getBytes(UTF_16));
    sendBytes(BINARY + "Content-Type: text/plain\r\n", latin1);
    sendBytes(BINARY + "Content-Type: text/plain; charset=nobody's\r\n", latin1);
    sendBytes(BINARY, new byte[] {(byte) 0xFF, 0});

    String base64 = Base64.getEncoder().encodeToString(latin1);
    assertThat(posts.data(0)).startsWith(json("{'value':'größe',"));
    assertThat(posts.data(1)).startsWith(json("{'ö':1,"));
    assertThat(posts.data(2)).startsWith(json("{'value':'" + base64 + "',"));
    assertThat(posts.data(3)).startsWith(json("{'value':'" + base64 + "',"));
    assertThat(posts.data(4)).startsWith(json("{'value':'/wA=',"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/json | {"a": 1} | {"a": 1,
          application/json | 5 | {"value":5,
          text/plain | größe | {"value":"größe",
          application/xml | <a/> | {"value":"<a/>",
          image/png | abc | {"value":"YWJj",
          '' | größe | {"value":"größe",
          """)
  void takesBase64OfAnyTypeAtAnyPlace(String type, String text, String start) throws IOException {
    String base64 =
        json("'data_base64':'" + Base64.getEncoder().encodeToString(text.getBytes(UTF_8)) + "'");
    String of = type.isEmpty() ? "" : json(",'datacontenttype':'" + type + "'");

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
        json(
            "{'data_base64':'"
                + lines.replace("\r\n", "\\r\\n")
                + "','datacontenttype':'text/plain',"
                + REQUIRED
                + "}"));

    assertThat(posts.data(0)).startsWith(json("{'value':'" + text + "',"));
  }

  /** Some 20 minutes a megabyte for who goes through it once for each blank. */
  @Test
  void answersAtOnceToATypeOfBlanks() {
    String blanks = " ".repeat(2_000_000) + "x";
    String event =
        json("{'datacontenttype':'" + blanks + "','data_base64':'eA=='," + REQUIRED + "}");
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
