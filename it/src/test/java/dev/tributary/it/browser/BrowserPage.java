package dev.tributary.it.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tributary.it.support.Await;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A page in the browser: what a user does, what it shows, what it asks for, what it complains of.
 */
public final class BrowserPage implements AutoCloseable {
  private static final Duration SHOWN = Duration.ofMinutes(3);
  private static final int MOST_SHOWN = 200;

  private final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
  private final DevTools tools;

  private BrowserPage(URI connection) {
    this.tools = new DevTools(connection, this::see);
  }

  static BrowserPage at(URI connection) {
    var page = new BrowserPage(connection);
    for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
      page.tools.call(domain + ".enable", Map.of());
    }
    return page;
  }

  private void see(JsonNode event) {
    JsonNode of = event.path("params");
    switch (event.path("method").asText()) {
      case "Network.requestWillBeSent" -> requests.add(of.path("request").path("url").asText());
      case "Page.javascriptDialogOpening", "Runtime.exceptionThrown" -> complaints.add("" + of);
      case "Log.entryAdded" -> {
        if (!of.path("entry").path("source").asText().equals("network")) { // a 404 may be wanted
          complaints.add("" + of);
        }
      }
      default -> {}
    }
  }

  /** Opens an address and waits until its scripts ran once. */
  public void open(String url) {
    tools.call("Page.navigate", Map.of("url", "about:blank"));
    tools.call("Page.navigate", Map.of("url", url));
    Await.until(
        url + " is loaded",
        SHOWN,
        () -> text("location.href").equals(url) && text("document.readyState").equals("complete"));
  }

  /** Runs a script before those of each page that is opened from now on. */
  public void runFirst(String script) {
    tools.call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
  }

  /** The value of an expression; of a promise, when it is kept. */
  public JsonNode value(String expression) {
    JsonNode answer =
        tools.call(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      String shown = expression.substring(0, Math.min(MOST_SHOWN, expression.length()));
      throw new IllegalStateException(shown + ": " + answer.path("exceptionDetails"));
    }
    return answer.path("result").path("value");
  }

  /** The value as text. */
  public String text(String expression) {
    return value(expression).asText();
  }

  /** What the elements of a selector show that are not hidden, in their order. */
  public List<String> texts(String selector) {
    List<String> texts = new ArrayList<>();
    value(
            "[...document.querySelectorAll("
                + TextNode.valueOf(selector)
                + ")].filter(one => one.checkVisibility()).map(one => one.innerText)")
        .forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** Types a text where the focus is, in place of what is selected. */
  public void type(String text) {
    tools.call("Input.insertText", Map.of("text", text));
  }

  /** Presses a key and releases it. */
  public void press(Key key) {
    key("keyDown", key);
    key("keyUp", key);
  }

  private void key(String event, Key key) {
    tools.call(
        "Input.dispatchKeyEvent",
        Map.of(
            "type",
            event,
            "key",
            key.word,
            "code",
            key.word,
            "windowsVirtualKeyCode",
            key.code,
            "text",
            event.equals("keyDown") ? key.text : ""));
  }

  /** Presses Tab until an element of the selector has the focus. */
  public void tabTo(String selector) {
    String isThere = "document.activeElement.matches(" + TextNode.valueOf(selector) + ")";
    List<String> stops = new ArrayList<>();
    while (!value(isThere).asBoolean()) {
      press(Key.TAB);
      stops.add(text("document.activeElement.outerHTML"));
      if (stops.size() > 50) {
        throw new IllegalStateException("Tab does not lead to " + selector + ", but to " + stops);
      }
    }
  }

  /** Gives the window a size in CSS pixels. */
  public void resize(int width, int height) {
    tools.call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** What the user prefers: {@code light} or {@code dark}. */
  public void prefer(String colours) {
    tools.call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
  }

  /** A picture of what the window shows, PNG. */
  public byte[] picture() {
    JsonNode picture = tools.call("Page.captureScreenshot", Map.of("format", "png"));
    return Base64.getDecoder().decode(picture.path("data").asText());
  }

  /** All addresses that were asked for so far. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** Errors of scripts, dialogs, and what the browser did not allow. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public void close() {
    tools.close();
  }

  /** A key of the keyboard. */
  public enum Key {
    TAB("Tab", 9, ""),
    ENTER("Enter", 13, "\r");

    private final String word;
    private final int code;
    private final String text;

    Key(String word, int code, String text) {
      this.word = word;
      this.code = code;
      this.text = text;
    }
  }
}
