package dev.tributary.it.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.it.browser.BrowserPage;
import dev.tributary.it.browser.Chromium;
import dev.tributary.it.support.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The console in a browser, as its user reads it. */
final class ConsolePage implements AutoCloseable {
  private static final Duration SHOWN = Duration.ofMinutes(4);
  private static final Path PICTURES = Path.of("target", "console");

  private static final String STEPS =
      """
      [...document.querySelectorAll('#flow-steps > li')].map(step => ({
        name: step.querySelector('h3').innerText,
        count: step.querySelector('.count').innerText,
        left: [...step.querySelectorAll('.left > li')].map(left => left.innerText)}))
      """;

  private final String address;
  private final Chromium browser;
  private final BrowserPage page;

  private ConsolePage(String address, Chromium browser) {
    this.address = address;
    this.browser = browser;
    this.page = browser.page();
  }

  /**
   * Opens the browser.
   *
   * @param service host:port of the service
   */
  static ConsolePage of(String service) throws IOException {
    return new ConsolePage("http://" + service, Chromium.open("about:blank"));
  }

  /** Loads the page at a view, and at more where the view has that. */
  void open(String view) {
    page.open(address + "/console#" + view);
  }

  BrowserPage page() {
    return page;
  }

  /** Where its service is. */
  String address() {
    return address;
  }

  /** Chooses the last 24 hours for Flow, and waits until it shows them. */
  void chooseDay() {
    page.value(
        "(() => { const select = document.getElementById('window'); select.value = 'PT24H';"
            + " select.dispatchEvent(new Event('change')); })()");
    Instant most = Instant.now().minus(Duration.ofHours(20));
    Await.until("Flow shows a day", SHOWN, () -> flowBegins().isBefore(most));
  }

  private Instant flowBegins() {
    String scope = page.texts("#flow-scope").get(0); // From 2026-11-24 01:02:00 until now. …
    return Instant.parse(scope.split(" ")[1] + "T" + scope.split(" ")[2] + "Z");
  }

  /** All numbers of Flow that count events, by the words beside them. */
  Map<String, Long> flow() {
    Map<String, Long> flow = new TreeMap<>();
    for (JsonNode step : page.value(STEPS)) {
      String name = step.path("name").asText();
      flow.put(name, number(step.path("count").asText()));
      for (JsonNode left : step.path("left")) {
        String[] words = left.asText().split(" ", 2);
        flow.put(name + ": " + words[1], number(words[0]));
      }
    }
    String account = String.join("", page.texts("#flow-account"));
    for (String term : account.substring(account.indexOf(": ") + 2).split(" = | \\+ |\\. ")) {
      String[] words = term.startsWith("Difference: ") ? reversed(term) : term.split(" ", 2);
      flow.put("account: " + words[1], number(words[0]));
    }
    return flow;
  }

  /** Waits until Find shows so many steps; their texts. */
  List<String> awaitSteps(int count) {
    String steps = "#found .steps > li";
    Await.until(count + " steps", SHOWN, () -> page.texts(steps).size() == count);
    return page.texts(steps);
  }

  /** Waits until a view shows what it is for. */
  void awaitContent(String view) {
    String content =
        Map.of("flow", "#types tbody tr", "find", "#found pre", "health", "#lanes tbody tr")
            .getOrDefault(view.replaceAll("/.*", ""), "#try-form button");
    Await.until(content + " is shown", SHOWN, () -> !page.texts(content).isEmpty());
  }

  /** Lets the page ask for nothing more, so that it stays as it is. */
  void freeze() {
    page.value("(window.fetch = () => new Promise(() => {}), 0)");
  }

  /** The cells of the rows of a table. */
  List<List<String>> cells(String rows) {
    return page.texts(rows).stream().map(row -> List.of(row.split("\t"))).toList();
  }

  /** Keeps a picture of what the window shows. */
  void picture(String name) throws IOException {
    Files.write(Files.createDirectories(PICTURES).resolve(name + ".png"), page.picture());
  }

  private static String[] reversed(String difference) {
    return new String[] {difference.substring(difference.indexOf(' ') + 1), "difference"};
  }

  private static long number(String shown) {
    return Long.parseLong(shown.replace(",", ""));
  }

  @Override
  public void close() throws IOException {
    page.close();
    browser.close();
  }
}
