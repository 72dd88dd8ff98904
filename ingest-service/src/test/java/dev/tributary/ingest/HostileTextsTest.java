package dev.tributary.ingest;

import static dev.tributary.ingest.ConsoleAnswers.json;
import static dev.tributary.ingest.ConsoleAnswers.list;
import static dev.tributary.ingest.ConsoleAnswers.receipt;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ingest.receipts.LogStatus;
import dev.tributary.ingest.receipts.ReceiptState;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What clients and writers of the log choose stays text in the console. */
class HostileTextsTest {
  static final List<String> PAYLOADS =
      List.of(
          "<script>alert(1)</script>",
          "</script><script>alert(1)</script>",
          "<img src=x onerror=alert(1)>",
          "<svg onload=alert(1)>",
          "<svg/onload=alert`1`>",
          "<iframe src=javascript:alert(1)>",
          "<body onpageshow=alert(1)>",
          "<details open ontoggle=alert(1)>",
          "<math><mtext></table><img src=x onerror=alert(1)>",
          "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
          "<style>@import 'https://evil.example/a.css'</style>",
          "<link rel=stylesheet href=//evil.example/a.css>",
          "<meta http-equiv=refresh content=0;url=//evil.example>",
          "<base href=//evil.example/>",
          "<form action=//evil.example><button>x",
          "<a href=\"javascript:alert(1)\">x</a>",
          "javascript:alert(document.domain)",
          "\" onmouseover=\"alert(1)",
          "' onfocus='alert(1)' autofocus='",
          "`-alert(1)-`",
          "${alert(1)}",
          "{{constructor.constructor('alert(1)')()}}",
          "\"}];alert(1);//",
          "\\\";alert(1);//",
          "\u2028alert(1)\u2029",
          "a\u0000b\u0001c\u001b[31m\u007f",
          "line\r\nSet-Cookie: a=b\r\n\r\n<html>",
          "\u202egnp.exe\u202c\u200b",
          "\ufeff<script>\ud83d\ude00</script>",
          "__proto__",
          "'; DROP TABLE events; --",
          "=HYPERLINK(\"//evil.example\")");

  private final FakeReceipts receipts = new FakeReceipts();
  private final ConsoleLog log = new ConsoleLog();
  private final RunningService service = new RunningService(Map.of(), receipts);

  HostileTextsTest() {
    receipts.status = log::status;
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void stayValuesOfJson() throws IOException {
    assertThat(PAYLOADS).hasSizeGreaterThanOrEqualTo(30).doesNotHaveDuplicates();
    for (String payload : PAYLOADS) {
      log.commit(Instant.now(), "a", 1, payload);
      log.state = LogStatus.State.FAILED;
      log.why = payload;
      log.lanes = List.of(new LogStatus.LaneStatus(payload, 0, payload, 1, 1, 2, 0));
      receipts.whole.put(
          "events-2-41", receipt(ReceiptState.DEAD_LETTER, "WRONG_TYPE", "data." + payload));

      Map<?, ?> flow = (Map<?, ?>) answer("/console/api/flow").get("log");
      assertThat(flow.get("why")).isEqualTo(payload);
      assertThat(list(flow.get("dead_letters_by_reason")))
          .extracting(cause -> cause.get("name"))
          .contains(payload);
      Map<?, ?> health = (Map<?, ?>) answer("/console/api/health").get("log");
      assertThat(list(health.get("lanes")).getFirst())
          .extracting("topic", "topic_id")
          .containsExactly(payload, payload);
      Map<?, ?> found = answer("/console/api/find/events-2-41");
      assertThat(((Map<?, ?>) found.get("receipt")).get("field")).isEqualTo("data." + payload);
      assertThat(list(found.get("steps")).get(2).get("text"))
          .isEqualTo("A dead letter: WRONG_TYPE in data." + payload);
    }
  }

  @Test
  void stayValuesOfTheEventAndOfItsError() throws IOException {
    for (String payload : PAYLOADS) {
      String text = quoted(payload);
      Map<?, ?> refused = post("{\"event_type\":" + text + "}");
      Map<?, ?> error =
          (Map<?, ?>)
              list(((Map<?, ?>) refused.get("answer")).get("events")).getFirst().get("error");
      assertThat(error.get("value")).isEqualTo(payload);

      service.publisher.events.clear();
      post("{\"event_type\":\"a\",\"data\":{\"b\":" + text + "}}");
      Map<?, ?> stored = JsonValue.object(service.publisher.events.getFirst().value());
      assertThat(((Map<?, ?>) stored.get("data")).get("b")).isEqualTo(payload);
    }
  }

  @Test
  void reachNoPlaceOfThePageThatReadsThemAsCode() throws IOException {
    String script = file("console.js");
    assertThat(script)
        .doesNotContainIgnoringCase(
            "innerHTML",
            "outerHTML",
            "insertAdjacent",
            "document.write",
            "eval",
            "Function(",
            "DOMParser",
            "srcdoc",
            "createContextualFragment",
            "setHTML",
            "javascript:",
            "import(",
            "import ",
            "localStorage",
            "cookie",
            "window.open",
            "location.href",
            "postMessage");
    assertThat(script).containsOnlyOnce("setAttribute(key, value)");
    assertThat(found("setAttribute\\(([^)]*)\\)", script))
        .containsExactlyInAnyOrder("key, value", "'aria-current', 'page'");
    assertThat(found("set(?:Timeout|Interval)\\((.)", script)).containsExactlyInAnyOrder("n", "(");
    assertThat(found("(?<![\\w.])(\\w+)\\(", script)).doesNotContain("XMLHttpRequest", "WebSocket");
    assertThat(found("'?([\\w-]+)'?: [^,}]+", script))
        .as("names of attributes")
        .doesNotContain("href", "src", "style", "onclick", "onload", "onerror", "action");
  }

  @Test
  void meetAPageThatNamesNoOtherHostAndHasNoCodeInside() throws IOException {
    String page = file("index.html");
    assertThat(page)
        .doesNotContainPattern("<script(?![^>]* src=)")
        .doesNotContainPattern("(?i)\\son[a-z]+\\s*=")
        .doesNotContainPattern("(?i)\\sstyle\\s*=")
        .doesNotContain("<style", "javascript:");
    for (String name : List.of("index.html", "console.js", "console.css", "icon.svg")) {
      assertThat(file(name).replace("http://www.w3.org/2000/svg", ""))
          .as(name)
          .doesNotContain("://", "url(", "@import")
          .doesNotContainPattern("[\"'(]//");
    }
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(HostileTextsTest::first).toList();
  }

  private static String first(MatchResult match) {
    return match.group(1);
  }

  private static String file(String name) throws IOException {
    try (InputStream in = HostileTextsTest.class.getResourceAsStream("/console/" + name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** As JSON, each character by its number: no code of the product writes it. */
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.chars().forEach(c -> out.append(String.format("\\u%04x", c)));
    return out.append('"').toString();
  }

  private Map<?, ?> answer(String path) throws IOException {
    return json(service.exchange("GET " + path + " HTTP/1.0\r\n\r\n"));
  }

  private Map<?, ?> post(String body) throws IOException {
    return json(
        service.exchange(
            "POST /console/api/try HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body));
  }
}
