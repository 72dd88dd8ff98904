package dev.tributary.it.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Calls to a page of the browser, by Chrome's DevTools protocol. */
final class DevTools implements AutoCloseable {
  private static final Duration ANSWERED = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
  private final WebSocket socket;
  private int last;

  /** Connects; each event of the page goes to the consumer, in a thread of the connection. */
  DevTools(URI page, Consumer<JsonNode> events) {
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(page, new Messages(events))
            .join();
  }

  /** The result of a method. */
  synchronized JsonNode call(String method, Map<String, ?> parameters) {
    int id = ++last;
    var answer = new CompletableFuture<JsonNode>();
    calls.put(id, answer);
    var call = Map.of("id", id, "method", method, "params", parameters);
    socket.sendText(JSON.valueToTree(call).toString(), true).join();
    JsonNode message = answer.orTimeout(ANSWERED.toSeconds(), TimeUnit.SECONDS).join();
    if (message.has("error")) {
      throw new IllegalStateException(method + ": " + message.path("error"));
    }
    return message.path("result");
  }

  @Override
  public void close() {
    socket.abort();
  }

  /** Puts messages together and hands them on. */
  private final class Messages implements WebSocket.Listener {
    private final Consumer<JsonNode> events;
    private final StringBuilder text = new StringBuilder();

    Messages(Consumer<JsonNode> events) {
      this.events = events;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
      text.append(part);
      if (isLast) {
        take(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void take(String message) {
      try {
        JsonNode json = JSON.readTree(message);
        CompletableFuture<JsonNode> call = calls.remove(json.path("id").asInt());
        if (call == null) {
          events.accept(json);
        } else {
          call.complete(json);
        }
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("The browser sent no JSON", e);
      }
    }
  }
}
