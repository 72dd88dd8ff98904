package dev.tributary.ingest.config;

import dev.tributary.schemas.rules.EventTypes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code routes}; without any the defaults apply. */
final class RouteReader {
  private final Settings settings;
  private final Map<String, String> given;
  private final Set<String> paths = new HashSet<>();

  RouteReader(Settings settings) {
    this.settings = settings;
    this.given = settings.under("routes.");
  }

  List<RouteSettings> read() {
    if (given.isEmpty()) {
      return RouteSettings.DEFAULTS;
    }
    List<RouteSettings> routes = new ArrayList<>();
    int index = 0;
    while (has(index)) {
      routes.add(route(index));
      index++;
    }
    return routes;
  }

  private boolean has(int index) {
    return given.keySet().stream().anyMatch(key -> key.startsWith(index + "."));
  }

  private RouteSettings route(int index) {
    String path = field(index, "path", "");
    String type = field(index, "event-type", "");
    String key = "routes." + index + ".";
    if (!path.matches("/[A-Za-z0-9._~-]*(/[A-Za-z0-9._~-]+)*") || path.startsWith("/v1/")) {
      settings.problem(key + "path must begin with /, be plain, and not be under /v1/: " + path);
    }
    if (!paths.add(path)) {
      settings.problem(key + "path must be in routes once: " + path);
    }
    EventTypes.problem(type)
        .ifPresent(rule -> settings.problem(key + "event-type " + rule + ": " + type));
    String open = field(index, "open", "false");
    if (!open.equals("true") && !open.equals("false")) {
      settings.problem(key + "open must be true or false: " + open);
    }
    String topic = field(index, "topic", "events");
    String reply = field(index, "reply", "OK\n");
    return new RouteSettings(path, type, topic, reply, open.equals("true"));
  }

  private String field(int index, String name, String byDefault) {
    return given.getOrDefault(index + "." + name, byDefault);
  }
}
