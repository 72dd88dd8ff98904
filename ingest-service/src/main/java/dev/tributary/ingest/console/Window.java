package dev.tributary.ingest.console;

import dev.tributary.ingest.http.ProblemException;
import dev.tributary.ingest.http.Request;
import dev.tributary.ledger.account.Span;
import java.time.Duration;

/** The spans of time that can be shown. */
enum Window {
  PT10M,
  PT1H,
  PT24H,
  P7D,
  P14D;

  private static final int MOST_SHOWN = 20;

  /** The one that the request names, ISO-8601; ten minutes when it names none. */
  static Window of(Request request) {
    String text = request.query().first("window").orElse(PT10M.name());
    for (Window window : values()) {
      if (window.name().equals(text)) {
        return window;
      }
    }
    String shown = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
    throw new ProblemException(400, "window must be PT10M, PT1H, PT24H, P7D or P14D: " + shown);
  }

  Span last(long nowMillis) {
    return Span.last(Duration.parse(name()), nowMillis);
  }
}
