package dev.tributary.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schemas.decode.EventDecoder;
import dev.tributary.schemas.event.Decoded;
import dev.tributary.schemas.json.JsonReader;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8259, rule by rule: what the service takes and what it refuses. One char is one byte. */
class JsonGrammarTest {
  private static RunningService service;

  @BeforeAll
  static void start() {
    service = new RunningService();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "1.5e-7",
        "1E+2",
        "-1.0",
        "12345678901234567890123",
        "true",
        "false",
        "null",
        "\"\"",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"",
        "\"\u00c3\u00a9\"",
        "\"\u00f0\u009f\u0098\u0080\"",
        "\"\u007f\"",
        "[]",
        "{}",
        "[[],[{}]]",
        " [ 1 , 2 ]\t\r\n",
        "{\"a\":1,\"a\":2}",
        "{\"\":0}",
        "\"\\u0000\"",
        "\"\\uD83D\\uDE00\"",
        "1e400",
        "-0.0e-0",
        "1E2",
        "\"\\u002F\\u002f\"",
        "\"\\\\u0041\"",
        "\"\u00ef\u00bf\u00bf\"",
        "[\"a\",null,true,{}]",
        "{\"a\":{\"a\":{}},\"b\":[]}"
      })
  void takesWhatTheGrammarAllows(String json) throws IOException {
    assertThat(send(json)).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "01",
        "-",
        "+1",
        "1.",
        ".5",
        "1e",
        "0x10",
        "NaN",
        "Infinity",
        "-Infinity",
        "1 2",
        "True",
        "nul",
        "undefined",
        "'a'",
        "a",
        "\"",
        "\"a",
        "\"\t\"",
        "\"\n\"",
        "\"\u0001\"",
        "\"\\x41\"",
        "\"\\u12\"",
        "\"\\\"",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1",
        "]",
        "[1}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{a:1}",
        "{1:1}",
        "{\"a\" 1}",
        "{\"a\":1",
        "/*c*/1",
        "1//c",
        "#c\n1",
        "\u00a01",
        "\f1",
        "\"\u00e9\"",
        "\"\u00c0\u0080\"",
        "\"\u00ed\u00a0\u0080\"",
        "\"\u00f4\u0090\u0080\u0080\"",
        "\u00ef\u00bb\u00bf1",
        "\"a\u0000b\"",
        "-01",
        "--1",
        "-a",
        "1.e1",
        "1e+",
        "1e5.5",
        "0.",
        "\"\\u00G0\"",
        "\"\\U0041\"",
        "\"\\\n\"",
        "\"a\\\"",
        "\"\u0080\"",
        "\"\u00f0\u009f\u0098\"",
        "\u00fe\u00ff1",
        "\u000b1",
        "tru",
        "nulll",
        "truefalse",
        "[1,,2]",
        "[[1]",
        "[1]]",
        "{\"a\":1}}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1,,\"b\":2}",
        "{\"a\"::1}",
        "{null:1}"
      })
  void refusesWhatItDoesNot(String json) throws IOException {
    assertThat(send(json)).startsWith("HTTP/1.1 400 ");
  }

  /** Where the RFC leaves it open the service takes the event and keeps the bytes as they are. */
  @Test
  void keepsLoneSurrogatesThatAreEscaped() throws IOException {
    assertThat(send("\"\\uD800\"")).startsWith("HTTP/1.1 200 ");
    byte[] value = service.publisher.events.getLast().value();

    assertThat(new String(value, UTF_8)).endsWith("\"data\":{\"x\":\"\\uD800\"}}");
    assertThat(new EventDecoder().decode(value, 0)).isInstanceOf(Decoded.Valid.class);
  }

  /** RFC 8259, 9: a parser may limit numbers and depth; ours says so. */
  @Test
  void limitsTheLengthOfNumbersAndTheDepth() throws IOException {
    assertThat(send("1".repeat(JsonReader.MAX_NUMBER_LENGTH))).startsWith("HTTP/1.1 200 ");
    assertThat(send("1".repeat(JsonReader.MAX_NUMBER_LENGTH + 1)))
        .startsWith("HTTP/1.1 400 ")
        .contains("exceeds the maximum");
    int most = JsonReader.MAX_DEPTH - 2; // the event and its data are two levels
    assertThat(send("[".repeat(most) + "]".repeat(most))).startsWith("HTTP/1.1 200 ");
    int tooMany = JsonReader.MAX_DEPTH + 1;
    assertThat(send("[".repeat(tooMany) + "]".repeat(tooMany)))
        .startsWith("HTTP/1.1 400 ")
        .contains("exceeds the maximum");
  }

  /** As a value inside an event, alone as a body, and as an event's line: all must agree. */
  private static String send(String json) throws IOException {
    String event = "{\"event_type\":\"t\",\"data\":{\"x\":" + json + "}}";
    String asEvent = post("/v1/events", "application/json", event);
    String asBody = post("/message?q=1", "application/json", json.isEmpty() ? " " : json);
    String asLine = post("/v1/events", "application/x-ndjson", event.replaceAll("\\s", " "));

    assertThat(status(asBody)).as(asBody).isEqualTo(status(asEvent));
    if (!json.matches("(?s).*[\\r\\n\\t\\f\\x0B].*")) {
      assertThat(status(asLine)).as(asLine).isEqualTo(status(asEvent));
    }
    return asEvent;
  }

  private static String status(String answer) {
    return answer.substring(0, "HTTP/1.1 200".length());
  }

  private static String post(String target, String type, String body) throws IOException {
    assertThat(body.chars()).allMatch(c -> c < 256);
    return service.exchange(
        "POST "
            + target
            + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: "
            + type
            + "\r\nContent-Length: "
            + body.getBytes(ISO_8859_1).length
            + "\r\n\r\n"
            + body);
  }
}
