package dev.tributary.ingest.collect;

import java.util.Locale;

/** A Content-Type without its parameters, in lower case. */
final class MediaType {
  private MediaType() {}

  static String of(Incoming request) {
    String value = request.head().header("content-type").orElse("");
    int parameters = value.indexOf(';');
    String type = parameters < 0 ? value : value.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT);
  }
}
