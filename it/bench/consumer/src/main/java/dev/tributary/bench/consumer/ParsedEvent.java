package dev.tributary.bench.consumer;

import java.util.LinkedHashMap;
import java.util.Map;

/** One event's fields, used again for the next. */
final class ParsedEvent {
  String type;
  String id;
  long receivedMillis;
  long timeMillis;
  boolean hasTime;
  String host;
  String userAgent;
  String accept;
  final Map<String, String> headers = new LinkedHashMap<>();

  void clear() {
    type = null;
    id = null;
    host = null;
    userAgent = null;
    accept = null;
    hasTime = false;
    headers.clear();
  }
}
